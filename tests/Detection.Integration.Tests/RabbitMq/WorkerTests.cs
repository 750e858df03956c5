using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Workers come late, share, are killed, and stop.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class WorkerTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    [RabbitMqFact]
    public async Task Should_process_what_was_submitted_before_any_worker_was_ever_started_and_lose_nothing_to_a_kill()
    {
        var deployment = await DeployAsync();
        await deployment.StartApiAsync();
        await deployment.Client.HealthAsync("degraded");
        var work = await SubmitAsync(deployment, count: 60, "early", scale: 2);
        Assert.All(await deployment.Client.ListAsync("early"), detection => Assert.Equal("Queued", detection.Status));
        Assert.Equal((uint)work.Count, await deployment.Host.CountAsync("detect-image"));

        await deployment.StartWorkerAsync("first");
        var finished = await SomeFinishedAsync(deployment, "early");
        await deployment.KillWorkerAsync("first");
        Assert.InRange(finished, 1, work.Count - 10);
        await deployment.StartWorkerAsync("second");

        await AssertAllDoneOnceAsync(deployment, work, "early");
        Assert.Equal(
            ["first", "second"],
            (await deployment.Client.ListAsync("early")).Select(detection => detection.Worker!).Distinct().Order());
    }

    [RabbitMqFact]
    public async Task Should_share_the_work_and_leave_cleanly()
    {
        var deployment = await DeployAsync();
        await deployment.StartApiAsync();
        await Task.WhenAll(deployment.StartWorkerAsync("one"), deployment.StartWorkerAsync("other"));

        var work = await SubmitAsync(deployment, count: 40, "shared");
        await AssertAllDoneOnceAsync(deployment, work, "shared");
        Assert.Equal(
            ["one", "other"],
            (await deployment.Client.ListAsync("shared")).Select(detection => detection.Worker!).Distinct().Order());

        // In the middle of work: what is in work is finished, what is not goes to the one that stays.
        var more = await SubmitAsync(deployment, count: 30, "stopping", scale: 2);
        await deployment.StopWorkerAsync("one");
        Assert.Equal(["other"], (await deployment.Client.ReadyAsync()).Workers.Select(worker => worker.Worker));
        foreach (var (id, picture) in more)
            picture.AssertFound(await deployment.Client.FinishedAsync(id));
        await deployment.StopWorkerAsync("other");
        await deployment.StopApiAsync();
    }
}
