using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Alarms of some seconds, longer than a dead connection is waited for.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class AlarmTests(RabbitMqMode mode, ITestOutputHelper output) : AlarmScenario(mode, output)
{
    private const int Events = 300;

    [RabbitMqFact]
    public Task Should_wait_and_go_on_when_it_is_over() => ShouldWaitOutAsync(TimeSpan.FromSeconds(15));

    /// <summary>The broker's memory is freed by acknowledgements: they must not wait until there is memory.</summary>
    [RabbitMqFact]
    public async Task Should_record_and_acknowledge_meanwhile_what_the_workers_have_published()
    {
        var deployment = await DeployAsync();
        Afterwards(Broker.ClearAlarmAsync);
        await deployment.StartApiAsync();
        var work = await SubmitAsync(deployment, Events, "acknowledged");
        await deployment.StopApiAsync();
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        await Eventually.TrueAsync(
            "the workers have published their events", async () => await deployment.Host.CountAsync("detection-state") >= Events);

        await Broker.RaiseAlarmAsync();
        await deployment.StartApiAsync(waitUntilReady: false);
        var health = await deployment.Client.HealthAsync("unavailable");
        Assert.Contains("holds publishers back", health.Checks["broker"].Detail, StringComparison.Ordinal);
        await Eventually.TrueAsync("all events are acknowledged", async () =>
            // A broker that has just been asked for the first time may not have counted yet.
            await deployment.Host.FindQueueAsync("detection-state") is { } queue && queue.TryGetProperty("messages", out var messages) && messages.GetInt32() == 0);
        foreach (var (id, picture) in work)
            picture.AssertFound((await deployment.Client.FindAsync(id))!);

        Assert.Equal("unavailable", (await deployment.Client.HealthAsync("unavailable")).Status);
    }

    [RabbitMqFact]
    public async Task Should_stop_cleanly_meanwhile_and_lose_nothing()
    {
        var deployment = await DeployAsync(("Bus__StopSeconds", "3"), ("Api__SweepSeconds", "1"));
        Afterwards(Broker.ClearAlarmAsync);
        await deployment.StartApiAsync();
        var work = await SubmitAsync(deployment, count: 20, "stopped");
        await Broker.RaiseAlarmAsync();
        await deployment.Client.HealthAsync("unavailable");
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        await Eventually.TrueAsync("a result waits for the broker", () => Task.FromResult(deployment.Data.CountAnnotated() > 0));

        await deployment.StopWorkerAsync("worker");
        await deployment.StopApiAsync();

        await Broker.ClearAlarmAsync();
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("next");
        await AssertAllDoneOnceAsync(deployment, work, "stopped");
        await deployment.Host.AssertNothingDeadAsync();
    }
}
