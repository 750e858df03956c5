using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Commands that another service publishes straight onto the bus become detections exactly like REST's.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class OtherServiceTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    private static readonly DetectionOptions Blocks = new() { Model = "blocks" };
    private OtherService _service = null!;

    public override async Task InitializeAsync()
    {
        if (RabbitMqServer.SkipReason is not null)
            return;
        _service = await OtherService.StartAsync(Deployment.Host.AmqpUri);
        Afterwards(() => _service.DisposeAsync().AsTask());
    }

    [RabbitMqFact]
    public async Task Should_detect_in_a_picture_that_travels_inside_the_command()
    {
        var picture = new DrawnPicture(21);
        var command = Command(new ImageSource { Content = picture.ToPng() }, Blocks with { Reference = "from-the-bus" });
        await _service.PublishAsync(command);

        await AssertLikeRestAsync(picture, command);
    }

    [RabbitMqFact]
    public async Task Should_detect_in_a_picture_that_the_command_refers_to()
    {
        var picture = new DrawnPicture(22);
        var key = $"incoming/{Guid.NewGuid():n}.png";
        var file = Path.Combine(Deployment.Data.Blobs, key);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, picture.ToPng());
        var command = Command(new ImageSource { Blob = key }, Blocks with { Reference = "by-reference" });
        await _service.PublishAsync(command);

        await AssertLikeRestAsync(picture, command);
    }

    [RabbitMqFact]
    public async Task Should_have_one_detection_of_a_command_that_arrives_three_times()
    {
        var picture = new DrawnPicture(23);
        var (images, annotated) = (Deployment.Data.CountImages(), Deployment.Data.CountAnnotated());
        var command = Command(new ImageSource { Content = picture.ToPng() }, Blocks with { Reference = "three-times" });
        await Task.WhenAll(_service.PublishAsync(command), _service.PublishAsync(command), _service.PublishAsync(command));

        var first = await Client.CompletedAsync(command.DetectionId);
        await Eventually.TrueAsync("all three are through", () => Task.FromResult(_service.CountCompleted(command.DetectionId) == 3));
        picture.AssertFound(first);
        var listed = Assert.Single(await Client.ListAsync("three-times"));
        Assert.Equal((first.Id, first.Status, first.FinishedAt, first.StartedAt), (listed.Id, listed.Status, listed.FinishedAt, listed.StartedAt));
        Assert.Equal((images + 1, annotated + 1), (Deployment.Data.CountImages(), Deployment.Data.CountAnnotated()));
    }

    [RabbitMqFact]
    public Task Should_refuse_a_picture_too_large_to_travel_inside_a_command() =>
        AssertFailsAsync(new ImageSource { Content = new byte[(1 << 20) + 1] }, Blocks, ErrorCodes.ImageTooLarge);

    [RabbitMqFact]
    public Task Should_refuse_an_empty_picture() => AssertFailsAsync(new ImageSource { Content = [] }, Blocks, ErrorCodes.ImageEmpty);

    [RabbitMqFact]
    public Task Should_refuse_a_command_without_a_picture() => AssertFailsAsync(null, Blocks, ErrorCodes.ImageMissing);

    [RabbitMqFact]
    public Task Should_refuse_a_reference_to_nothing() =>
        AssertFailsAsync(new ImageSource { Blob = "incoming/nothing.png" }, Blocks, ErrorCodes.ImageMissing);

    [RabbitMqFact]
    public Task Should_refuse_a_reference_that_leaves_the_store() =>
        AssertFailsAsync(new ImageSource { Blob = "../detection.db" }, Blocks, ErrorCodes.ImageMissing);

    [RabbitMqFact]
    public Task Should_refuse_a_damaged_picture() =>
        AssertFailsAsync(new ImageSource { Content = new DrawnPicture(1).ToPng()[..200] }, Blocks, ErrorCodes.ImageCorrupt);

    [RabbitMqFact]
    public Task Should_refuse_a_picture_of_another_format() =>
        AssertFailsAsync(new ImageSource { Content = "GIF89a and so on"u8.ToArray() }, Blocks, ErrorCodes.ImageUnsupported);

    [RabbitMqFact]
    public Task Should_refuse_a_model_that_no_worker_has() =>
        AssertFailsAsync(new ImageSource { Content = new DrawnPicture(1).ToPng() }, Blocks with { Model = "yolov99" }, ErrorCodes.ModelUnknown);

    [RabbitMqFact]
    public Task Should_refuse_options_out_of_range() =>
        AssertFailsAsync(new ImageSource { Content = new DrawnPicture(1).ToPng() }, Blocks with { Confidence = 1.5 }, ErrorCodes.OptionsInvalid);

    [RabbitMqFact]
    public Task Should_refuse_a_class_that_the_model_has_not() =>
        AssertFailsAsync(new ImageSource { Content = new DrawnPicture(1).ToPng() }, Blocks with { Classes = ["mauve"] }, ErrorCodes.OptionsInvalid);

    private static DetectImage Command(ImageSource? image, DetectionOptions options) => new()
    {
        DetectionId = Guid.NewGuid(),
        Image = image,
        Options = options,
        SubmittedAt = DateTimeOffset.UtcNow,
    };

    private async Task AssertLikeRestAsync(DrawnPicture picture, DetectImage command)
    {
        var detection = await Client.CompletedAsync(command.DetectionId);
        picture.AssertFound(detection);
        Assert.Equal(command.Options!.Reference, detection.Reference);
        Assert.Equal(picture.ToPng(), await Client.BytesAsync(detection.Links.Image));
        Assert.NotEmpty(await Client.BytesAsync(detection.Links.Annotated));
        Assert.Equal(detection.Id, Assert.Single(await Client.ListAsync(detection.Reference!)).Id);
        await Eventually.TrueAsync("the result is pushed", () => Task.FromResult(_service.CountCompleted(command.DetectionId) == 1));
    }

    private async Task AssertFailsAsync(ImageSource? image, DetectionOptions options, string code)
    {
        var command = Command(image, options);
        await _service.PublishAsync(command);

        var detection = await Client.FailedAsync(command.DetectionId, code);
        Assert.False(detection.Error!.Retryable);
        await Eventually.TrueAsync("the failure is pushed", () => Task.FromResult(_service.CountFailed(command.DetectionId) == 1));
    }
}
