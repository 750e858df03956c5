namespace Detection.Benchmarks.Report;

/// <summary>The page that carries the last table: README.md of this folder.</summary>
internal static class BenchPage
{
    /// <summary>Name of the place for the table of 'make bench'.</summary>
    public const string Cpu = "bench";

    /// <summary>Name of the place for the table of 'make bench-gpu'.</summary>
    public const string Gpu = "bench-gpu";

    /// <summary>Puts a table into its place.</summary>
    /// <param name="page">The whole page.</param>
    /// <param name="place">Its name, in a comment before and after: &lt;!-- name --&gt; and &lt;!-- /name --&gt;.</param>
    /// <param name="table">Markdown.</param>
    /// <exception cref="BenchmarkException">The page has no such place.</exception>
    public static string Fill(string page, string place, string table)
    {
        var (begin, end) = ($"<!-- {place} -->\n", $"<!-- /{place} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? $"{page[..(from + begin.Length)]}{table.TrimEnd()}\n{page[to..]}"
            : throw new BenchmarkException($"The page has no place '{place}'.");
    }
}
