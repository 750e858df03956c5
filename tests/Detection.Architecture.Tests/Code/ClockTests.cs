using Detection.Architecture.Tests.Arrows;
using Xunit;

namespace Detection.Architecture.Tests.Code;

/// <summary>Time comes from <see cref="TimeProvider"/>, so that tests can set it; nothing sleeps; nothing is left undone.</summary>
public sealed class ClockTests
{
    private static readonly string[] Clocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch..ctor",
        "System.Threading.Thread.Sleep", "System.Threading.Timer..ctor",
    ];

    // These have an overload that takes a TimeProvider.
    private static readonly string[] Timers =
    [
        "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.WaitAsync",
        "System.Threading.PeriodicTimer..ctor", "System.Threading.CancellationTokenSource..ctor",
    ];

    public static TheoryData<string> Names => [.. Layers.All.Select(layer => layer.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_take_time_from_the_time_provider(string name)
    {
        var bad = CompiledAssembly.Read(name).Members.Where(ReadsAnotherClock).Select(member => $"{name} calls {member}; use TimeProvider.");

        Assert.Empty(bad);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_leave_nothing_unimplemented(string name) =>
        Assert.DoesNotContain("System.NotImplementedException", CompiledAssembly.Read(name).Types.Select(type => type.ToString()));

    [Theory]
    [InlineData("System.DateTime", "get_UtcNow", true)]
    [InlineData("System.Threading.Tasks.Task", "Delay", true, "TimeSpan", "CancellationToken")]
    [InlineData("System.Threading.Tasks.Task", "Delay", false, "TimeSpan", "TimeProvider", "CancellationToken")]
    [InlineData("System.Threading.Tasks.Task", "WaitAsync", false, "CancellationToken")]
    [InlineData("System.Threading.CancellationTokenSource", ".ctor", false)]
    [InlineData("System.Threading.CancellationTokenSource", ".ctor", true, "Int32")]
    [InlineData("System.TimeProvider", "GetUtcNow", false)]
    public void Should_tell_clocks_apart(string type, string member, bool bad, params string[] parameters) =>
        Assert.Equal(bad, ReadsAnotherClock(new MemberUse(type, member, [.. parameters])));

    private static bool ReadsAnotherClock(MemberUse member)
    {
        var name = $"{member.Type}.{member.Name}";
        return Clocks.Contains(name)
            || (Timers.Contains(name)
                && member.Parameters.Any(parameter => parameter is "TimeSpan" or "Int32")
                && !member.Parameters.Contains("TimeProvider"));
    }
}
