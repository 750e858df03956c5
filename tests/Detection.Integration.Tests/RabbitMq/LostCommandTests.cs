using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The broker confirmed a command and does not have it any more, or never had one: no detection stays unfinished for ever.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class LostCommandTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Queue = "detect-image";
    private const string Reference = "lost";

    [RabbitMqFact]
    public async Task Should_send_again_what_a_purge_has_taken()
    {
        var deployment = await StartAsync(vanishedSeconds: 10); // Until then the worker runs, takes them and reports them.
        var work = await SubmitAsync(deployment, 5, Reference);
        await PurgeAsync(deployment, messages: 5);

        await deployment.StartWorkerAsync("worker");

        await AssertAllDoneOnceAsync(deployment, work, Reference);
    }

    [RabbitMqFact]
    public async Task Should_fail_with_a_code_what_is_lost_twice_or_never_had_a_command()
    {
        var deployment = await StartAsync(vanishedSeconds: 2);
        await using var stranger = await OtherService.StartAsync(deployment.Host.AmqpUri);
        var (begun, inline) = (Guid.NewGuid(), Guid.NewGuid());
        await stranger.PublishAsync(new DetectionStarted { DetectionId = begun, Worker = "nobody knows" });
        // Its picture is in the command alone, and lost with it.
        await stranger.PublishAsync(new DetectImage { DetectionId = inline, Image = new ImageSource { Content = new DrawnPicture(9).ToPng() } });
        var work = await SubmitAsync(deployment, 3, Reference);
        await PurgeAsync(deployment, messages: 4);

        await PurgeAsync(deployment, messages: 3); // Sent again.

        foreach (var id in work.Keys.Append(begun).Append(inline))
            Assert.True((await deployment.Client.FailedAsync(id, ErrorCodes.CommandLost)).Error!.Retryable);
        Assert.Equal(0u, await deployment.Host.CountAsync(Queue));
    }

    /// <summary>A picture that takes long is not lost: its worker reports it.</summary>
    [RabbitMqFact]
    public async Task Should_not_take_for_lost_what_a_worker_has_in_work()
    {
        var deployment = await StartAsync(vanishedSeconds: 5);
        await deployment.StartWorkerAsync("worker");
        await using var sender = await OtherService.StartAsync(deployment.Host.AmqpUri);
        var slow = Guid.NewGuid();
        deployment.Data.MakeNeverRead("incoming/slow");
        await sender.PublishAsync(new DetectImage { DetectionId = slow, Image = new ImageSource { Blob = "incoming/slow" } });
        await Eventually.TrueAsync("it is in work", async () => await deployment.Client.FindAsync(slow) is { Status: "Processing" });

        // Others that are lost fail meanwhile, one after the other: each takes the time after which a detection counts as lost.
        for (var other = 0; other < 2; other++)
        {
            var gone = Guid.NewGuid();
            await sender.PublishAsync(new DetectionStarted { DetectionId = gone, Worker = "nobody knows" });
            await deployment.Client.FailedAsync(gone, ErrorCodes.CommandLost);
        }

        Assert.Equal("Processing", (await deployment.Client.FindAsync(slow))!.Status);
        Assert.False(deployment.ApiSaid($"Detection {slow}"));
    }

    private async Task<RabbitMqDeployment> StartAsync(int vanishedSeconds)
    {
        var deployment = await DeployAsync(
            ("Api__SweepSeconds", "1"), ("Api__VanishedSeconds", $"{vanishedSeconds}"), ("Worker__StartedAfterMilliseconds", "0"));
        await deployment.StartApiAsync();
        return deployment;
    }

    /// <summary>Takes all commands out of the queue once there are so many.</summary>
    private static async Task PurgeAsync(RabbitMqDeployment deployment, uint messages)
    {
        await Eventually.TrueAsync($"{messages} commands are in the queue", async () => await deployment.Host.CountAsync(Queue) == messages);
        await deployment.Host.SendAsync(HttpMethod.Delete, $"queues/{deployment.Host.Name}/{Queue}/contents");
    }
}
