using System.Text.RegularExpressions;
using Detection.Testing;
using Xunit;

namespace Detection.Architecture.Tests.Code;

/// <summary>What the documents name exists: links, files and make targets.</summary>
public sealed partial class DocumentTests
{
    private static readonly HashSet<string> Files = [.. Directory
        .EnumerateFiles(Repository.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Select(file => Path.GetRelativePath(Repository.Root, file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git" or "artifacts" or "data" or "node_modules"))];

    private static readonly HashSet<string> Names = [.. Files.Select(file => Path.GetFileName(file))];

    public static TheoryData<string> Documents => [.. Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_link_to_what_exists(string document)
    {
        var folder = Path.GetDirectoryName(Repository.Of(document))!;

        var dead = Link().Matches(Text(document))
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));

        Assert.Empty(dead);
    }

    /// <summary>`Some.cs` is a file of this repository; a path is one from the root or from the document's own folder.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_name_files_that_exist(string document)
    {
        var folder = Path.GetDirectoryName(document)!;

        var unknown = Code().Matches(Text(document))
            .Select(match => match.Groups[1].Value)
            .Where(code => FileName().IsMatch(code))
            .Where(code => !File.Exists(Repository.Of(folder, code)) && !Names.Contains(code))
            .Where(code => !Files.Any(file => $"/{file}".EndsWith($"/{code}", StringComparison.Ordinal)));

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_name_make_targets_that_exist(string document)
    {
        var makefile = File.ReadAllText(Repository.Of("Makefile"));

        var unknown = MakeTarget().Matches(Text(document))
            .Select(match => match.Groups[1].Value)
            .Where(target => !Regex.IsMatch(makefile, $"^{Regex.Escape(target)}:", RegexOptions.Multiline));

        Assert.Empty(unknown);
    }

    /// <summary>Every project tells what it is for.</summary>
    [Fact]
    public void Should_have_a_page_for_each_project()
    {
        var projects = Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && (file.Split('/')[0] is "services" or "contracts"));

        Assert.All(projects, project => Assert.Contains(Path.Combine(Path.GetDirectoryName(project)!, "README.md"), Files));
    }

    private static string Text(string document) => File.ReadAllText(Repository.Of(document));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\w./-]+\.(cs|csproj|props|targets|sh|sln|yml)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?:`|^ {4})make ([a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex MakeTarget();
}
