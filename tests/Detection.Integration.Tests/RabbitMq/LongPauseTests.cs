using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A broker that stands still for a minute: a process may end once, to be started again, and nothing fails.</summary>
[Collection(RabbitMqCollection.Name)]
[Trait("Category", "Faults")]
public sealed class LongPauseTests(RabbitMqMode mode, ITestOutputHelper output) : PauseScenario(mode, output)
{
    private readonly ITestOutputHelper _output = output;

    [RabbitMqFact]
    public async Task Should_end_no_process_more_than_once()
    {
        var exits = await ShouldWaitOutAsync(TimeSpan.FromMinutes(1));

        _output.WriteLine($"Processes that ended: {(exits.Count == 0 ? "none" : string.Join(", ", exits))}");
        Assert.All(exits, exit => Assert.EndsWith(": 75", exit, StringComparison.Ordinal));
        Assert.Equal(exits.Distinct(), exits);
    }
}
