using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>An alarm that lasts until somebody has made room on the machine.</summary>
[Collection(RabbitMqCollection.Name)]
[Trait("Category", "Faults")]
public sealed class LongAlarmTests(RabbitMqMode mode, ITestOutputHelper output) : AlarmScenario(mode, output)
{
    [RabbitMqFact]
    public Task Should_wait_eight_minutes_and_go_on_when_it_is_over() => ShouldWaitOutAsync(TimeSpan.FromMinutes(8));
}
