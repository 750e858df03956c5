using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A command whose every worker ends while it has it.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class PoisonTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const int DeliveryLimit = 2;
    private const string Picture = "incoming/never";

    [RabbitMqFact]
    public async Task Should_end_as_failed_with_its_command_kept_as_a_dead_letter()
    {
        var deployment = await DeployAsync(("Bus__DeliveryLimit", $"{DeliveryLimit}"));
        await deployment.StartApiAsync();
        await using var sender = await OtherService.StartAsync(deployment.Host.AmqpUri);
        var id = Guid.NewGuid();
        deployment.Data.MakeNeverRead(Picture);
        await sender.PublishAsync(new DetectImage
        {
            DetectionId = id,
            Image = new ImageSource { Blob = Picture },
            Options = new DetectionOptions { Reference = "poison" },
        });

        // The first delivery and the redeliveries that the limit allows: each worker is killed while it has the command.
        for (var delivery = 0; delivery <= DeliveryLimit; delivery++)
        {
            var worker = $"worker-{delivery}";
            await deployment.StartWorkerAsync(worker);
            await Eventually.TrueAsync(
                $"{worker} has the command",
                async () => await deployment.Client.FindAsync(id) is { Status: "Processing" } detection && detection.Worker == worker);
            await deployment.KillWorkerAsync(worker);
        }

        var failed = await deployment.Client.FailedAsync(id, ErrorCodes.InferenceFailed);
        Assert.Contains("dead-letter", failed.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("poison", failed.Reference);
        Assert.Contains($"{id}", (await deployment.Host.TakeAsync("detect-image-dead")).Payload, StringComparison.Ordinal);

        // The next worker has peace.
        await deployment.StartWorkerAsync("last");
        var work = new DrawnPicture(5);
        work.AssertFound(await deployment.Client.FinishedAsync((await deployment.Client.SubmitAsync(work.ToPng())).Id));
        Assert.Equal("Failed", (await deployment.Client.FindAsync(id))!.Status);
    }
}
