using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The first picture of an id is the detection, whichever way another one comes; the other one's blobs go.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class FirstPictureTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const string Json = "detect-image-json";

    private static readonly DrawnPicture First = new(41);
    private static readonly DrawnPicture Second = new(42);

    /// <summary>A detection of REST that is finished.</summary>
    [RabbitMqFact]
    public async Task Should_keep_record_and_pictures_when_another_picture_comes_with_its_id()
    {
        var deployment = await StartAsync();
        await deployment.StartWorkerAsync("worker");
        await using var other = await OtherService.StartAsync(deployment.Host.AmqpUri);
        var id = (await deployment.Client.SubmitAsync(First.ToPng())).Id;
        var before = await deployment.Client.CompletedAsync(id);
        var annotated = await deployment.Client.BytesAsync(before.Links.Annotated);

        await other.PublishAsync(new DetectImage { DetectionId = id, Image = new ImageSource { Content = Second.ToPng() } });
        await Eventually.TrueAsync("the bus's is through", () => Task.FromResult(other.CountCompleted(id) == 2));
        await deployment.Host.PublishAsync(Json, Command(id, Second));
        await Eventually.TrueAsync("the JSON's is through", () => Task.FromResult(other.CountCompleted(id) == 3));

        await AssertUnchangedAsync();
        Assert.Equal((2, 2), (deployment.Data.CountImages(), deployment.Data.CountAnnotated()));
        deployment.Data.AgeBlobs(TimeSpan.FromDays(2));
        await Eventually.TrueAsync(
            "the second picture's blobs are gone", () => Task.FromResult((deployment.Data.CountImages(), deployment.Data.CountAnnotated()) == (1, 1)));
        await AssertUnchangedAsync();

        async Task AssertUnchangedAsync()
        {
            var after = await deployment.Client.CompletedAsync(id);
            First.AssertFound(after);
            Assert.Equal((before.FinishedAt, before.StartedAt), (after.FinishedAt, after.StartedAt));
            Assert.Equal(First.ToPng(), await deployment.Client.BytesAsync(after.Links.Image));
            Assert.Equal(annotated, await deployment.Client.BytesAsync(after.Links.Annotated));
        }
    }

    /// <summary>Both wait in the queue, and a third one that is no picture fails nothing.</summary>
    [RabbitMqFact]
    public async Task Should_take_the_first_of_two_that_wait()
    {
        var deployment = await StartAsync();
        await using var other = await OtherService.StartAsync(deployment.Host.AmqpUri);
        var id = Guid.NewGuid();
        await deployment.Host.PublishAsync(Json, Command(id, First));
        await Eventually.TrueAsync("the first is known", async () => await deployment.Client.FindAsync(id) is { Links.Image: not null });
        await deployment.Host.PublishAsync(Json, Command(id, Second));
        await deployment.Host.PublishAsync(Json, $$$"""{"detectionId": "{{{id}}}", "image": {"content": "R0lGODlhAQABAA=="}}""");
        await deployment.Host.PublishAsync(Json, $$$"""{"detectionId": "{{{id}}}"}""");
        for (var refused = 0; refused < 2; refused++)
            await deployment.Host.TakeAsync("detect-image-json_error");
        await Eventually.TrueAsync("both wait", async () => await deployment.Host.CountAsync("detect-image") == 2);

        await deployment.StartWorkerAsync("worker");

        await Eventually.TrueAsync("both are through", () => Task.FromResult(other.CountCompleted(id) == 2));
        var detection = await deployment.Client.CompletedAsync(id);
        First.AssertFound(detection);
        Assert.Equal(First.ToPng(), await deployment.Client.BytesAsync(detection.Links.Image));
        Assert.Equal(0, other.CountFailed(id));
    }

    private async Task<RabbitMqDeployment> StartAsync()
    {
        var deployment = await DeployAsync(("Api__OrphanSweepSeconds", "1"));
        await deployment.StartApiAsync();
        return deployment;
    }

    private static string Command(Guid id, DrawnPicture picture) =>
        $$$"""{"detectionId": "{{{id}}}", "image": {"content": "{{{Convert.ToBase64String(picture.ToPng())}}}"}}""";
}
