using System.Diagnostics;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The broker stands still for a moment, and confirms late.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class LateConfirmTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Reference = "late";

    [RabbitMqFact]
    public async Task Should_accept_what_is_stored_and_detect_it_once()
    {
        var deployment = await DeployAsync(("Api__ConfirmSeconds", "1"), ("Api__SweepSeconds", "1"));
        await deployment.StartApiAsync();
        await SubmitAsync(deployment, 1, "the connection is up");

        Dictionary<Guid, DrawnPicture> work;
        await SignalAsync("STOP");
        try
        {
            work = await SubmitAsync(deployment, 5, Reference);
        }
        finally
        {
            await SignalAsync("CONT");
        }

        await deployment.StartWorkerAsync("worker");
        foreach (var (id, picture) in work)
            picture.AssertFound(await deployment.Client.FinishedAsync(id));
        Assert.Equal(work.Keys.Order(), (await deployment.Client.ListAsync(Reference)).Select(detection => detection.Id).Order());
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Broker.ProcessId}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
