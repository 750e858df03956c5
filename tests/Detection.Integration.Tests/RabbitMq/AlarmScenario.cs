using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The broker runs out of memory under load, and holds publishers back until that is over.</summary>
public abstract class AlarmScenario(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Reference = "alarm";

    /// <summary>From the end of the alarm until everything goes on; the watch looks every 2 s.</summary>
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    protected async Task ShouldWaitOutAsync(TimeSpan alarm)
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"), ("Bus__StuckSeconds", "10"));
        Afterwards(Broker.ClearAlarmAsync); // also after a failure: other tests share it
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");

        await using var load = SubmissionLoad.Start(deployment.Client, Reference);
        await load.MoreAcceptedAsync(20);
        await Broker.RaiseAlarmAsync();
        var since = Stopwatch.StartNew();
        var health = await deployment.Client.HealthAsync("unavailable");
        Assert.Contains("the broker at ", health.Checks["broker"].Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(" holds publishers back", health.Checks["broker"].Detail, StringComparison.Ordinal);
        Assert.Equal((true, true), (health.Checks["database"].Ok, health.Checks["storage"].Ok));
        do
        {
            Assert.NotEmpty(await deployment.Client.ListAsync(Reference));
            await AssertRefusedAsync(deployment.Client);
            await load.MoreRefusedAsync(6);
        }
        while (since.Elapsed < alarm);

        Assert.Empty(deployment.Exits);
        await Broker.ClearAlarmAsync();
        await load.MoreAcceptedAsync(20, Seconds);
        await load.StopAsync();
        await load.AssertAllCompletedAsync();
        await deployment.Client.ReadyAsync("worker");
        Assert.Empty(deployment.Exits);
        await deployment.Host.AssertNothingDeadAsync();
    }

    private static async Task AssertRefusedAsync(DetectionClient client)
    {
        using var refused = await client.PostAsync(new DrawnPicture(1).ToPng());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        var problem = await refused.Content.ReadFromJsonAsync<ProblemDocument>();
        Assert.Equal("broker_unavailable", problem!.Code);
        Assert.Contains("holds publishers back", problem.Detail, StringComparison.Ordinal);
    }
}
