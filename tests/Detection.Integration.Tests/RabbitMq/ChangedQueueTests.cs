using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A queue that exists with other arguments than a process wants; RabbitMQ cannot change it.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class ChangedQueueTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Sentence =
        "  - The queue 'detect-image' has the delivery limit 5, and Bus:DeliveryLimit wants 10; RabbitMQ cannot change a queue that exists: " +
        "set Bus:DeliveryLimit to 5, or delete the queue once it is empty.";

    [RabbitMqFact]
    public async Task Should_refuse_to_start_with_a_sentence()
    {
        var deployment = await ExistingAsync();
        deployment.Set("Bus__DeliveryLimit", "10");

        await deployment.StartApiAsync(waitUntilReady: false);
        await deployment.StartWorkerAsync("changed", waitForReport: false);

        Assert.Equal((2, 2), (await deployment.ApiEndedAsync(), await deployment.WorkerEndedAsync("changed")));
        Assert.True(deployment.ApiSaid(Sentence) && deployment.WorkerSaid("changed", Sentence));
    }

    [RabbitMqFact]
    public async Task Should_refuse_when_the_broker_comes_if_it_was_away_at_the_start()
    {
        var deployment = await ExistingAsync();
        deployment.Set("Bus__DeliveryLimit", "10");
        Afterwards(Broker.RestartAsync);
        await Broker.KillAsync();
        await deployment.StartApiAsync(waitUntilReady: false);
        await deployment.StartWorkerAsync("changed", waitForReport: false);
        var health = await deployment.Client.HealthAsync("unavailable");
        Assert.Contains(" is away", health.Checks["broker"].Detail, StringComparison.Ordinal);

        await Broker.RestartAsync();

        Assert.Equal((2, 2), (await deployment.ApiEndedAsync(), await deployment.WorkerEndedAsync("changed")));
        Assert.True(deployment.ApiSaid(Sentence) && deployment.WorkerSaid("changed", Sentence));
    }

    // A deployment whose queues are there; its processes have ended.
    private async Task<RabbitMqDeployment> ExistingAsync()
    {
        var deployment = await DeployAsync();
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("first");
        await deployment.StopWorkerAsync("first");
        await deployment.StopApiAsync();
        return deployment;
    }
}
