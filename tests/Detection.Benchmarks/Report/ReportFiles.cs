using Detection.Testing;

namespace Detection.Benchmarks.Report;

/// <summary>Where reports go.</summary>
internal static class ReportFiles
{
    /// <summary>Writes files into a folder, which is made if absent.</summary>
    public static async Task WriteAsync(string folder, params IEnumerable<(string Name, string Content)> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), content);
    }

    /// <summary>Puts a table into its place in this folder's README.md.</summary>
    /// <exception cref="BenchmarkException">The page has no such place.</exception>
    public static async Task WritePageAsync(string place, string table)
    {
        var page = Repository.Of("tests", "Detection.Benchmarks", "README.md");
        await File.WriteAllTextAsync(page, BenchPage.Fill(await File.ReadAllTextAsync(page), place, table));
    }
}
