using Xunit;

namespace Detection.Testing;

/// <summary>Compares a text with the one that was approved (Approved/ of the architecture tests).</summary>
public static class Approval
{
    /// <summary>Passes when the approved text is this one; else writes it to artifacts/approvals and says how to approve it.</summary>
    /// <param name="name">Name of the approved file.</param>
    /// <param name="text">What there is now.</param>
    public static void Verify(string name, string text)
    {
        var approved = Repository.Of("tests", "Detection.Architecture.Tests", "Approved", name);
        var actual = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (actual == expected)
            return;

        var received = Repository.Of(
            "artifacts", "approvals", $"{Path.GetFileNameWithoutExtension(name)}.received{Path.GetExtension(name)}");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Fail(
            $"""
            This differs from tests/Detection.Architecture.Tests/Approved/{name}.
            Gone (others rely on it: contracts and the REST interface are only ever added to):
            {Difference(expected, actual)}
            New:
            {Difference(actual, expected)}
            If that is meant: cp {Relative(received)} {Relative(approved)}
            """);
    }

    private static string Difference(string one, string other)
    {
        var lines = one.Split('\n').Except(other.Split('\n')).ToArray();
        return lines.Length == 0 ? "  nothing" : string.Join('\n', lines.Select(line => $"  {line}"));
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);
}
