using Detection.Contracts;
using Detection.Imaging;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Pipeline;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

/// <summary>The whole way of a picture, on a model small enough to be part of the repository.</summary>
public sealed class DetectionPipelineTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>, IDisposable
{
    private const int Red = 0, Green = 1, Blue = 2;
    private static readonly DateTimeOffset StartedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly PipelineInFolder _tested = new(blocks);

    public void Dispose() => _tested.Dispose();

    [Fact]
    public async Task Should_find_name_and_place_the_objects()
    {
        var command = Command(BlocksPicture.Png(1280, 960, (Red, 128, 256, 128), (Green, 640, 0, 128), (Blue, 1120, 800, 128)));

        var completed = await RunAsync(command);

        Assert.Equal(
            [(0, "red", 128, 256, 128, 128), (1, "green", 640, 0, 128, 128), (2, "blue", 1120, 800, 128, 128)],
            completed.Detections.OrderBy(found => found.ClassId)
                .Select(found => (found.ClassId, found.Label, found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height)));
        Assert.All(completed.Detections, found => Assert.InRange(found.Confidence, 0.98, 1));
        Assert.Equal(completed.Detections.Select(found => found.Confidence).OrderDescending(), completed.Detections.Select(found => found.Confidence));
        Assert.Equal(new ImageSize { Width = 1280, Height = 960 }, completed.Image);
        Assert.Equal(("blocks", "CPU", "tested-worker"), (completed.Model, completed.Provider, completed.Worker));
        Assert.Equal((command.DetectionId, StartedAt), (completed.DetectionId, completed.StartedAt));
    }

    [Fact]
    public async Task Should_complete_a_picture_without_objects()
    {
        var completed = await RunAsync(Command(BlocksPicture.Png(64, 64)));

        Assert.Empty(completed.Detections);
        Assert.NotNull(completed.AnnotatedBlob);
    }

    [Fact]
    public async Task Should_repeat_what_the_command_said()
    {
        var command = Command(BlocksPicture.Png(64, 64)) with
        {
            Options = new DetectionOptions { Reference = "camera 7" },
            SubmittedAt = StartedAt.AddMilliseconds(-250),
        };

        var completed = await RunAsync(command);

        Assert.Equal(
            new DetectionOrigin { ImageBlob = KeyOf(command), Reference = "camera 7", SubmittedAt = command.SubmittedAt },
            completed.Origin);
        Assert.Equal(250, completed.Stages.Queue);
    }

    /// <summary>A sender's clock may be ahead.</summary>
    [Fact]
    public async Task Should_never_report_a_negative_queue_time()
    {
        var command = Command(BlocksPicture.Png(64, 64)) with { SubmittedAt = StartedAt.AddHours(1) };

        Assert.Equal(0, (await RunAsync(command)).Stages.Queue);
    }

    [Fact]
    public async Task Should_time_every_stage_within_the_total()
    {
        var stages = (await RunAsync(Command(BlocksPicture.Png(1280, 960, (Red, 128, 256, 128))))).Stages;

        double[] parts =
        [
            stages.Fetch, stages.Decode, stages.Letterbox, stages.Wait, stages.Infer, stages.Boxes, stages.Annotate, stages.Store,
        ];
        Assert.Equal(1, stages.BatchSize);
        Assert.All(parts, part => Assert.True(double.IsFinite(part) && part >= 0, $"{part} ms"));
        Assert.All([stages.Decode, stages.Letterbox, stages.Infer, stages.Annotate, stages.Store, stages.Total], part => Assert.True(part > 0));
        Assert.True(parts.Sum() <= stages.Total + (0.005 * (parts.Length + 1)), $"{parts.Sum()} ms in {stages.Total} ms"); // each is rounded
    }

    [Fact]
    public async Task Should_store_the_annotated_picture_in_the_original_size()
    {
        var command = Command(BlocksPicture.Png(640, 480, (Red, 64, 96, 64)));

        var completed = await RunAsync(command);

        var jpeg = await File.ReadAllBytesAsync(_tested.Folder.Of(completed.AnnotatedBlob!));
        Assert.Equal(BlobName.Annotated(command.DetectionId).KeyOf(jpeg), completed.AnnotatedBlob);
        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 640, 480), ImageHeaderReader.Read(jpeg, complete: true).GetHeader());
    }

    // Nobody looks at it: it is decoded at half its size, and everything is answered in its own pixels all the same.
    [Fact]
    public async Task Should_answer_in_pixels_of_the_whole_picture_however_it_was_decoded()
    {
        using var picture = new ImageDecoder(new ImageLimits()).Decode(BlocksPicture.Png(1280, 960, (Red, 128, 256, 128), (Blue, 1120, 800, 128)));
        using var jpeg = JpegEncoder.Encode(picture, 95);
        var command = Command(jpeg.Memory.ToArray()) with { Options = new DetectionOptions { Annotate = false } };

        var completed = await RunAsync(command);

        Assert.Equal(new ImageSize { Width = 1280, Height = 960 }, completed.Image);
        Assert.Equal(
            [(0, 128, 256, 128, 128), (2, 1120, 800, 128, 128)],
            completed.Detections.OrderBy(found => found.ClassId).Select(found => (found.ClassId, (int)Math.Round(found.Box.X),
                (int)Math.Round(found.Box.Y), (int)Math.Round(found.Box.Width), (int)Math.Round(found.Box.Height))));
    }

    [Fact]
    public async Task Should_draw_nothing_where_nothing_is_to_be_drawn()
    {
        var command = Command(BlocksPicture.Png(640, 480, (Red, 64, 96, 64))) with { Options = new DetectionOptions { Annotate = false } };

        var completed = await RunAsync(command);

        Assert.Single(completed.Detections);
        Assert.Null(completed.AnnotatedBlob);
        Assert.Equal([KeyOf(command)], _tested.Folder.Files());
    }

    /// <summary>Commands are delivered at least once.</summary>
    [Fact]
    public async Task Should_give_the_same_result_and_no_second_blob_when_run_again()
    {
        var command = Command(BlocksPicture.Png(640, 480, (Red, 64, 96, 64), (Blue, 576, 416, 64)));

        var first = await RunAsync(command);
        var picture = await File.ReadAllBytesAsync(_tested.Folder.Of(first.AnnotatedBlob!));
        var second = await RunAsync(command);

        Assert.Equal(first.Detections, second.Detections);
        Assert.Equal(first.AnnotatedBlob, second.AnnotatedBlob);
        Assert.Equal(picture, await File.ReadAllBytesAsync(_tested.Folder.Of(second.AnnotatedBlob!)));
        Assert.Equal([first.AnnotatedBlob!, KeyOf(command)], _tested.Folder.Files());
    }

    /// <summary>A second picture with the same id replaces neither picture nor annotated picture of the first.</summary>
    [Fact]
    public async Task Should_keep_the_blobs_of_two_pictures_of_one_detection_apart()
    {
        var first = Command(BlocksPicture.Png(640, 480, (Red, 64, 96, 64)));
        var second = Command(BlocksPicture.Png(640, 480, (Blue, 576, 416, 64))) with { DetectionId = first.DetectionId };

        var completed = await RunAsync(first);
        var picture = await File.ReadAllBytesAsync(_tested.Folder.Of(completed.AnnotatedBlob!));
        var another = await RunAsync(second);

        Assert.Equal((KeyOf(first), KeyOf(second)), (completed.Origin.ImageBlob, another.Origin.ImageBlob));
        Assert.Equal(first.Image!.Content, await File.ReadAllBytesAsync(_tested.Folder.Of(KeyOf(first))));
        Assert.Equal(picture, await File.ReadAllBytesAsync(_tested.Folder.Of(completed.AnnotatedBlob!)));
        Assert.Equal(4, _tested.Folder.Files().Count);
    }

    [Fact]
    public async Task Should_keep_to_the_options()
    {
        var command = Command(BlocksPicture.Png(640, 480, (Red, 64, 96, 64), (Green, 320, 96, 64), (Blue, 576, 416, 64)));

        var green = await RunAsync(command with { Options = new DetectionOptions { Classes = ["green"] } });
        var one = await RunAsync(command with { Options = new DetectionOptions { MaxDetections = 1 } });
        var sure = await RunAsync(command with { Options = new DetectionOptions { Confidence = 0.995 } });
        var overlapping = await RunAsync(command with { Options = new DetectionOptions { IoU = 0.8 } });

        Assert.Equal("green", Assert.Single(green.Detections).Label);
        Assert.Single(one.Detections);
        Assert.Empty(sure.Detections);
        Assert.Equal(6, overlapping.Detections.Count);
    }

    [Fact]
    public async Task Should_find_the_same_whether_it_draws_or_not()
    {
        using var picture = new ImageDecoder(new ImageLimits()).Decode(BlocksPicture.Png(2560, 640, (Red, 260, 250, 256), (Blue, 1290, 130, 256)));
        using var jpeg = JpegEncoder.Encode(picture, 40);
        var command = Command(jpeg.Memory.ToArray());

        var drawn = await RunAsync(command with { Options = new DetectionOptions { Annotate = true } });
        var plain = await RunAsync(command with { Options = new DetectionOptions { Annotate = false } });

        Assert.Equal(2, plain.Detections.Count);
        Assert.Equal(plain.Detections, drawn.Detections);
        var annotated = await File.ReadAllBytesAsync(_tested.Folder.Of(drawn.AnnotatedBlob!));
        Assert.Equal((2560, 640), (ImageHeaderReader.Read(annotated, complete: true).Header.Width, drawn.Image.Height));
    }

    [Fact]
    public async Task Should_give_up_decoding_what_takes_too_long_and_free_it_at_its_end()
    {
        using var tested = new PipelineUnderTest(blocks, _tested.Store, decodeSeconds: 0.0001);
        var job = new DetectionJob(Command(BlocksPicture.Png(1600, 1200)), StartedAt);

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => tested.Pipeline.RunAsync(job, CancellationToken.None));

        Assert.Equal(ErrorCodes.ImageTooLarge, e.Code);
        Assert.True(SpinWait.SpinUntil(() => tested.Budget.Taken == 0, TimeSpan.FromSeconds(30)));
    }

    /// <summary>Not a fault of the service: a retry would only see it again.</summary>
    [Fact]
    public async Task Should_refuse_what_a_broken_model_puts_out()
    {
        using var tested = new PipelineUnderTest(blocks, _tested.Store, models: new BrokenModel(blocks.Models.Current.Default));
        var job = new DetectionJob(Command(BlocksPicture.Png(64, 64)), StartedAt);

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => tested.Pipeline.RunAsync(job, CancellationToken.None));

        Assert.Equal(ErrorCodes.ModelOutputInvalid, e.Code);
        Assert.StartsWith("The model blocks is broken", e.Message, StringComparison.Ordinal);
        Assert.Contains("a score of 3;", e.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { ErrorCodes.ImageUnsupported, "GIF89a, and so on and so forth"u8.ToArray() },
        { ErrorCodes.ImageUnsupported, "no picture at all, just text"u8.ToArray() },
        { ErrorCodes.ImageCorrupt, BlocksPicture.Png(640, 480)[..40] },
        { ErrorCodes.ImageTooLarge, BlocksPicture.Png(2001, 1000) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Should_refuse_a_bad_picture_by_its_code(string code, byte[] picture)
    {
        var command = Command(picture);

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => RunAsync(command));

        Assert.Equal(code, e.Code);
        Assert.NotEmpty(e.Message);
        Assert.DoesNotContain(_tested.Folder.Files(), key => key.StartsWith("annotated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_an_empty_blob()
    {
        using var nothing = new MemoryStream();
        var id = Guid.NewGuid();
        var command = new DetectImage { DetectionId = id, Image = new ImageSource { Blob = await _tested.Store.WriteAsync(BlobName.Image(id), nothing, default) } };

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => RunAsync(command));

        Assert.Equal(ErrorCodes.ImageEmpty, e.Code);
    }

    [Fact]
    public async Task Should_give_its_model_back_whatever_comes_of_the_picture()
    {
        await RunAsync(Command(BlocksPicture.Png(64, 64)));
        await Assert.ThrowsAsync<DetectionRejectedException>(() => RunAsync(Command("no picture"u8.ToArray())));

        Assert.Equal((2, 0), (_tested.Models.Rented, _tested.Models.Out));
    }

    private static DetectImage Command(byte[] picture) =>
        new() { DetectionId = Guid.NewGuid(), Image = new ImageSource { Content = picture } };

    /// <summary>Of an inline picture.</summary>
    private static string KeyOf(DetectImage command) => BlobName.Image(command.DetectionId).KeyOf(command.Image!.Content);

    private Task<DetectionCompleted> RunAsync(DetectImage command) => _tested.RunAsync(command, StartedAt);
}
