using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The broker stands still (SIGSTOP): its connections stay open, new ones are accepted by the kernel, and nothing is answered.</summary>
public abstract class PauseScenario(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Reference = "pause";

    // A process that ends is started again and loads its models.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    /// <summary>Pauses the broker under load.</summary>
    /// <returns>With what processes ended.</returns>
    protected async Task<IReadOnlyList<string>> ShouldWaitOutAsync(TimeSpan pause)
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"));
        Afterwards(Broker.ContinueAsync); // also after a failure: other tests share it
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");

        await using var load = SubmissionLoad.Start(deployment.Client, Reference);
        await load.MoreAcceptedAsync(20);
        await Broker.PauseAsync();
        var since = Stopwatch.StartNew();
        var health = await deployment.Client.HealthAsync("unavailable");
        Assert.Contains(" is away", health.Checks["broker"].Detail, StringComparison.Ordinal);
        do
        {
            Assert.NotEmpty(await deployment.Client.ListAsync(Reference));
            await load.MoreRefusedAsync(6);
        }
        while (since.Elapsed < pause);

        await Broker.ContinueAsync();
        await load.MoreAcceptedAsync(20, Recovery);
        await load.StopAsync();
        await load.AssertAllCompletedAsync(Recovery);
        await deployment.Client.ReadyAsync("worker");
        await deployment.Host.AssertNothingDeadAsync();
        return deployment.Exits;
    }
}
