using Detection.Testing;
using Xunit;

namespace Detection.Architecture.Tests.Code;

public sealed class FileLengthTests
{
    private const int MostLines = 250;

    /// <summary>Files that may be longer, by their path in the repository, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    [Fact]
    public void Should_keep_files_short_enough_to_read()
    {
        var files = new[] { "services", "contracts" }.SelectMany(Sources).ToArray();

        Assert.True(files.Length > 100, "There is more source than that: the test has lost sight of it.");
        Assert.Empty(files
            .Select(file => (Path: Path.GetRelativePath(Repository.Root, file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines && !Exceptions.ContainsKey(file.Path))
            .Select(file => $"{file.Path} has {file.Lines} lines, at most {MostLines} are usual; split it, or list it here with the reason."));
    }

    [Fact]
    public void Should_list_only_exceptions_that_are_needed() =>
        Assert.All(Exceptions.Keys, path => Assert.True(File.ReadLines(Repository.Of(path)).Count() > MostLines, path));

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Repository.Of(folder), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".css" or ".html" or ".csproj")
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
