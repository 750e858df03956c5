using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A broker that stands still for some seconds, as a machine that swaps or is moved does.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class PauseTests(RabbitMqMode mode, ITestOutputHelper output) : PauseScenario(mode, output)
{
    [RabbitMqFact]
    public async Task Should_wait_and_go_on_when_it_answers_again() => Assert.Empty(await ShouldWaitOutAsync(TimeSpan.FromSeconds(10)));
}
