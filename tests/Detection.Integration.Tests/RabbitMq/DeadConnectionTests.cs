using System.Diagnostics;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Connections that look open and on which nothing is answered any more, while the broker is well.</summary>
[Collection(RabbitMqCollection.Name)]
[Trait("Category", "Faults")]
public sealed class DeadConnectionTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const int Rounds = 5;
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    /// <summary>Every time with 75, and never with 139: the worker's threads are inside OpenCV, whose destructors must not run.</summary>
    [RabbitMqFact]
    public async Task Should_end_each_process_with_75_to_be_started_again()
    {
        await using var proxy = new FreezingProxy(Broker.AmqpUri.Port);
        var deployment = await StartAsync(proxy);
        await using var load = SubmissionLoad.Start(deployment.Client, "dead", senders: 4, scale: 2);

        for (var round = 1; round <= Rounds; round++)
        {
            await load.MoreAcceptedAsync(20, Recovery);
            await load.MoreCompletedAsync(1, Recovery); // The worker is back, too: it takes longer to start than the API.
            proxy.Freeze();
            await Eventually.TrueAsync(
                $"each process has ended {round} times", () => Task.FromResult(deployment.Exits.Count == 2 * round), Recovery);
        }

        await load.MoreAcceptedAsync(20, Recovery);
        await load.StopAsync();
        await load.AssertAllCompletedAsync(Recovery);
        Assert.Equal(Rounds, deployment.Exits.Count(exit => exit == "Detection.Api: 75"));
        Assert.Equal(Rounds, deployment.Exits.Count(exit => exit == "Detection.Worker: 75"));
        Assert.True(deployment.ApiSaid("has answered nothing for 10 s: ending with 75 to be started again"), "the log was not written out");
        await deployment.Host.AssertNothingDeadAsync();
    }

    /// <summary>Another process could not connect either.</summary>
    [RabbitMqFact]
    public async Task Should_end_no_process_while_connections_are_refused()
    {
        await using var proxy = new FreezingProxy(Broker.AmqpUri.Port);
        var deployment = await StartAsync(proxy);
        await using var load = SubmissionLoad.Start(deployment.Client, "refused");
        await load.MoreAcceptedAsync(20);

        proxy.Refuse();
        proxy.Freeze();
        await deployment.Client.HealthAsync("unavailable");
        var since = Stopwatch.StartNew();
        do
            await load.MoreRefusedAsync(6);
        while (since.Elapsed < TimeSpan.FromSeconds(30)); // three times as long as a dead connection is waited for

        Assert.Empty(deployment.Exits);
        proxy.Listen();
        await load.MoreAcceptedAsync(20, Recovery);
        await load.StopAsync();
        await load.AssertAllCompletedAsync(Recovery);
        await deployment.Host.AssertNothingDeadAsync();
    }

    private async Task<RabbitMqDeployment> StartAsync(FreezingProxy proxy)
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"), ("Bus__StuckSeconds", "10"));
        deployment.Set("RABBITMQ_URL", new UriBuilder(deployment.Host.AmqpUri) { Port = proxy.Port }.Uri.OriginalString);
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");
        return deployment;
    }
}
