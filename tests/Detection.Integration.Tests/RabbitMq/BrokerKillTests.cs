using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>
/// The broker is killed under load and comes back. A process whose connection does not survive that asks to be started
/// again (exit code 75), which the deployment does, as a supervisor of services would.
/// </summary>
[Collection(RabbitMqCollection.Name)]
public sealed class BrokerKillTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    // A dead connection is noticed after 20 s, perhaps in one process after the other.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    [RabbitMqFact]
    public async Task Should_answer_meanwhile_and_complete_everything_that_was_accepted_without_help()
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"));
        Afterwards(Broker.RestartAsync); // also after a failure: other tests share it
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");

        await using var load = SubmissionLoad.Start(deployment.Client, "broker-kill");
        await load.MoreAcceptedAsync(20);
        await Broker.KillAsync();
        await load.MoreRefusedAsync(6);
        await deployment.Client.HealthAsync("unavailable");
        await Broker.RestartAsync();
        await load.MoreAcceptedAsync(20, Recovery);
        await load.StopAsync();

        await load.AssertAllCompletedAsync(Recovery);
        await deployment.Client.ReadyAsync("worker");
        await deployment.Host.AssertNothingDeadAsync();
    }
}
