using System.Text.RegularExpressions;
using Detection.Testing;
using Xunit;

namespace Detection.Architecture.Tests.Code;

/// <summary>A detection's life has one owner: what may be written in one place is written in that place alone.</summary>
public sealed partial class OwnershipTests
{
    private static readonly string Api = Repository.Of("services", "Detection.Api");

    /// <summary>The state machine moves a detection by its transitions; a submission inserts it in the first state.</summary>
    [Fact]
    public void Should_leave_the_state_to_the_state_machine() =>
        Assert.Equal(["Submission/Submitter.cs"], FilesWith(StateWritten()));

    /// <summary>Callers of the store need not remember its gate and its flush.</summary>
    [Fact]
    public void Should_leave_the_turn_to_write_and_the_flush_to_the_store() =>
        Assert.Equal(["Persistence/DetectionStore.cs"], FilesWith(TurnTaken()));

    [Theory]
    [InlineData("row.CurrentState = state;", true)]
    [InlineData("new DetectionState { CurrentState = Queued }", true)]
    [InlineData("set.SetProperty(d => d.CurrentState, Failed)", true)]
    [InlineData("d.CurrentState == Queued", false)]
    [InlineData("{ CurrentState: Queued }", false)]
    public void Should_tell_writing_a_state_from_reading_it(string code, bool writes) => Assert.Equal(writes, StateWritten().IsMatch(code));

    private static IEnumerable<string> FilesWith(Regex pattern) => Directory
        .EnumerateFiles(Api, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Api, file))
        .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.Contains("Migrations", StringComparison.Ordinal))
        .Where(file => pattern.IsMatch(File.ReadAllText(Path.Combine(Api, file))))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"CurrentState\s*=[^=>]|SetProperty\(\s*\w+\s*=>\s*\w+\.CurrentState\b")]
    private static partial Regex StateWritten();

    [GeneratedRegex(@"gate\.(EnterAsync|FlushAsync)\(", RegexOptions.IgnoreCase)]
    private static partial Regex TurnTaken();
}
