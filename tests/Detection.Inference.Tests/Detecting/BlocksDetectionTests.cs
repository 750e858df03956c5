using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>The whole way from pixels to boxes, on a model small enough to be part of the repository.</summary>
public sealed class BlocksDetectionTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    private const int Red = 0, Green = 1, Blue = 2;
    private static readonly DetectParameters Usual = new();

    [Fact]
    public async Task Should_find_squares_where_they_were_drawn()
    {
        Block[] drawn = [new(Red, 64, 96), new(Green, 304, 0), new(Blue, 576, 416)];

        var found = await Detect(blocks.Detector, 640, 480, drawn);

        AssertFound(drawn, found);
        Assert.All(found, o => Assert.Equal(blocks.Detector.Model.Labels[o.ClassId], o.Label));
        Assert.All(found, o => Assert.InRange(o.Confidence, 0.98f, 1f));
    }

    [Fact]
    public async Task Should_find_nothing_in_an_empty_picture() =>
        Assert.Empty(await Detect(blocks.Detector, 640, 480));

    [Theory]
    [InlineData(1280, 960, 128, 128, 256)] // halved
    [InlineData(320, 240, 32, 48, 64)] // doubled
    [InlineData(960, 1280, 128, 256, 1152)] // halved, upright
    public async Task Should_map_boxes_back_to_the_picture(int width, int height, int side, int x, int y)
    {
        var block = new Block(Green, x, y, side);

        AssertFound([block], await Detect(blocks.Detector, width, height, block));
    }

    [Theory]
    [InlineData(640, 360, 96, 148)] // in 640 x 384: 12 rows of padding above
    [InlineData(640, 352, 96, 96)] // none
    [InlineData(360, 640, 148, 96)] // the same to the left
    public async Task Should_account_for_padding(int width, int height, int x, int y)
    {
        var block = new Block(Blue, x, y); // on the model's grid in the padded input

        AssertFound([block], await Detect(blocks.Detector, width, height, block));
    }

    [Theory]
    [InlineData(640, 1)]
    [InlineData(1, 640)]
    [InlineData(1, 1)]
    [InlineData(5000, 7)]
    public async Task Should_survive_pictures_of_any_shape(int width, int height) =>
        Assert.Empty(await Detect(blocks.Detector, width, height));

    [Fact]
    public async Task Should_use_the_whole_square_where_rectangular_input_is_off()
    {
        using var registry = Registries.Load(TestModels.Folder, o => o with { Rectangular = false });
        Block[] drawn = [new(Red, 64, 96), new(Blue, 576, 416)];

        AssertFound(drawn, await Detect(registry.Detector(), 640, 480, drawn));
    }

    [Fact]
    public async Task Should_use_the_only_size_of_a_fixed_model()
    {
        using var registry = Registries.Load(TestModels.FixedFolder);
        var block = new Block(Red, 128, 256, 128);

        Assert.False(registry.Current.Default.DynamicSize);
        Assert.Equal((320, 320), (registry.Current.Default.InputWidth, registry.Current.Default.InputHeight));
        AssertFound([block], await Detect(registry.Detector(), 640, 512, block));
    }

    [Fact]
    public async Task Should_clip_boxes_to_the_picture()
    {
        using var image = Block.Draw(640, 480, new Block(Red, 576, 96, 64));
        var found = await blocks.Detector.DetectAsync(image, Usual with { IoU = 1 }, default);

        // The larger of the two boxes of the place reaches 4 pixels over the edge.
        Assert.Equal(2, found.Objects.Count);
        Assert.All(found.Objects, o => Assert.Equal(640, o.X + o.Width));
        Assert.Equal(68, found.Objects[1].Width);
    }

    [Fact]
    public async Task Should_suppress_by_the_overlap_asked_for()
    {
        using var image = Block.Draw(640, 480, new Block(Red, 64, 96));

        Assert.Single((await blocks.Detector.DetectAsync(image, Usual with { IoU = 0.78f }, default)).Objects);
        Assert.Equal(2, (await blocks.Detector.DetectAsync(image, Usual with { IoU = 0.8f }, default)).Objects.Count);
    }

    [Fact]
    public async Task Should_keep_to_the_classes_the_confidence_and_the_number_asked_for()
    {
        Block[] drawn = [new(Red, 64, 96), new(Green, 320, 96), new(Blue, 560, 416)];
        using var image = Block.Draw(640, 480, drawn);

        AssertFound([drawn[1]], await With(Usual with { Classes = new HashSet<int> { Green, 99 } }));
        Assert.Empty(await With(Usual with { Classes = new HashSet<int>() }));
        Assert.Empty(await With(Usual with { Confidence = 0.995f }));
        Assert.Equal(2, (await With(Usual with { MaxDetections = 2 })).Count);

        async Task<IReadOnlyList<FoundObject>> With(DetectParameters parameters) =>
            (await blocks.Detector.DetectAsync(image, parameters, default)).Objects;
    }

    [Fact]
    public async Task Should_time_each_stage()
    {
        using var image = Block.Draw(640, 480, new Block(Red, 64, 96));

        var times = (await blocks.Detector.DetectAsync(image, Usual, default)).Times;

        Assert.All([times.Letterbox, times.Infer, times.Decode], t => Assert.InRange(t, double.Epsilon, 60_000));
        Assert.InRange(times.Wait, 0, 60_000);
    }

    [Theory]
    [InlineData(-0.1f, 0.7f, 300)]
    [InlineData(1.1f, 0.7f, 300)]
    [InlineData(float.NaN, 0.7f, 300)]
    [InlineData(0.25f, -0.1f, 300)]
    [InlineData(0.25f, float.NaN, 300)]
    [InlineData(0.25f, 0.7f, 0)]
    public async Task Should_refuse_parameters_outside_their_range(float confidence, float iou, int maxDetections)
    {
        using var image = Block.Draw(32, 32);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => blocks.Detector.DetectAsync(image, new DetectParameters(confidence, iou, maxDetections), default).AsTask());
    }

    [Fact]
    public async Task Should_find_the_same_in_parallel_as_one_by_one()
    {
        var random = new Random(1);
        var images = Enumerable.Range(0, 64).Select(i => Block.Draw(
            320 + (random.Next(20) * 32),
            320 + (random.Next(20) * 32),
            new Block(i % 3, random.Next(5) * 48, random.Next(5) * 48, Side: 80))).ToArray();
        var expected = new List<InferenceResult>();
        foreach (var image in images)
            expected.Add(await blocks.Detector.DetectAsync(image, Usual, default));

        var results = await Task.WhenAll(images.Select(i => Task.Run(() => blocks.Detector.DetectAsync(i, Usual, default).AsTask())));

        Assert.Equal(expected.Select(r => r.Objects), results.Select(r => r.Objects));
        Assert.Contains(expected, r => r.Objects.Count > 0);
        foreach (var image in images)
            image.Dispose();
    }

    [Fact]
    public async Task Should_not_begin_once_cancelled()
    {
        using var image = Block.Draw(640, 480);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => blocks.Detector.DetectAsync(image, Usual, new CancellationToken(canceled: true)).AsTask());
    }

    private static async Task<IReadOnlyList<FoundObject>> Detect(IDetector detector, int width, int height, params Block[] drawn)
    {
        using var image = Block.Draw(width, height, drawn);
        return (await detector.DetectAsync(image, Usual, default)).Objects;
    }

    private static void AssertFound(IEnumerable<Block> drawn, IReadOnlyList<FoundObject> found)
    {
        // 0.01 pixels: bilinear scaling by powers of two moves no edge.
        Assert.Equal(
            drawn.Select(b => (b.ClassId, (double)b.X, (double)b.Y, (double)b.Side, (double)b.Side)).OrderBy(b => b),
            found.Select(o => (o.ClassId, Round(o.X), Round(o.Y), Round(o.Width), Round(o.Height))).OrderBy(o => o));

        static double Round(float pixels) => Math.Round(pixels, 2);
    }
}
