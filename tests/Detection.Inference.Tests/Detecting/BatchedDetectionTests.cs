using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Options;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>From pictures to boxes through batches and byte inputs, on the CPU: the same as without.</summary>
public sealed class BatchedDetectionTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    private static readonly (int Width, int Height)[] Sizes = [(640, 480), (480, 640), (640, 480), (320, 240), (1280, 960), (640, 640)];

    [Theory]
    [InlineData("always", "never")]
    [InlineData("never", "always")]
    [InlineData("always", "always")]
    public async Task Should_find_the_same_in_any_company(string batching, string byteInput)
    {
        using var registry = Load(new BatchOptions { Batching = batching, ByteInput = byteInput });
        var pictures = Enumerable.Range(0, 24).ToArray();

        var alone = await Task.WhenAll(pictures.Select(i => DetectAsync(blocks.Detector, i)));
        var together = await Task.WhenAll(pictures.Select(i => DetectAsync(registry.Detector(), i)));

        for (var i = 0; i < pictures.Length; i++)
            Assert.Equal(alone[i].Objects, together[i].Objects);
        Assert.All(alone, result => Assert.Equal(1, result.BatchSize));
        Assert.Equal(batching == "always", together.Any(result => result.BatchSize > 1));
        Assert.All(together, result => Assert.True(result.Times is { Wait: >= 0, Infer: > 0, Letterbox: > 0, Decode: > 0 }));
    }

    [Fact]
    public async Task Should_find_the_same_boxes_where_inputs_are_padded_to_the_batchs_largest()
    {
        using var registry = Load(new BatchOptions { Batching = "always", ByteInput = "always", BatchPaddingPercent = 300 });

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => DetectAsync(registry.Detector(), i)));

        foreach (var (result, i) in results.Select((result, i) => (result, i)))
        {
            var expected = (await DetectAsync(blocks.Detector, i)).Objects;
            Assert.Equal(expected.Count, result.Objects.Count);
            foreach (var (e, o) in expected.OrderBy(o => o.ClassId).Zip(result.Objects.OrderBy(o => o.ClassId)))
            {
                Assert.Equal((e.ClassId, e.X, e.Y, e.Width, e.Height), (o.ClassId, o.X, o.Y, o.Width, o.Height));
                Assert.Equal(e.Confidence, o.Confidence, 0.01f);
            }
        }
    }

    [SharedFact]
    public async Task Should_find_the_same_in_photographs()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(SharedFolder.Of("models", "yolov8n.onnx"));
        using var plain = Registries.Load(folder.Path);
        using var batched = Registries.Load(
            folder.Path, o => o with { Batches = new BatchOptions { Batching = "always", ByteInput = "always", MaxBatch = 4 } });
        var decoder = new ImageDecoder(new ImageLimits());
        var images = Directory.GetFiles(SharedFolder.Of("images", "known")).Order(StringComparer.Ordinal)
            .Select(file => decoder.Decode(File.ReadAllBytes(file))).ToArray();

        var alone = await Task.WhenAll(images.Select(image => FindAsync(plain, image)));
        var together = await Task.WhenAll(images.Select(image => FindAsync(batched, image)));

        for (var i = 0; i < images.Length; i++)
            Assert.Equal(alone[i].Objects, together[i].Objects, IsSame);
        Assert.All(alone, result => Assert.NotEmpty(result.Objects));
        Array.ForEach(images, image => image.Dispose());

        static Task<InferenceResult> FindAsync(ModelRegistry registry, DecodedImage image) =>
            Task.Run(() => registry.Detector().DetectAsync(image, new DetectParameters(), default).AsTask());
    }

    [Fact]
    public void Should_batch_on_a_gpu_only_unless_told_otherwise()
    {
        using var registry = Load(new BatchOptions(), sessions: 2);
        using var batched = Load(new BatchOptions { Batching = "always", MaxBatch = 8 });
        using var single = Registries.Load(
            TestModels.FixedFolder, o => o with { Sessions = 2, Batches = new BatchOptions { Batching = "always" } });

        Assert.Equal("2 sessions of 1 thread", registry.Current.Default.Layout);
        Assert.Equal("1 session in batches of up to 8, for which pictures wait up to 2 ms", batched.Current.Default.Layout);
        Assert.Equal("2 sessions of 1 thread", single.Current.Default.Layout); // takes one picture at a time
    }

    [Fact]
    public void Should_say_why_a_model_keeps_its_floats()
    {
        using var folder = new TemporaryFolder();
        folder.Write("weights.bin", [0, 0, 128, 63]);
        folder.Write("blocks.onnx", OnnxModels.WithExternalWeight(File.ReadAllBytes(TestModels.BlocksPath), "weights.bin"));
        var logger = new RecordingLogger();
        using var registry = ModelRegistry.Load(
            new InferenceOptions { ModelFolders = [folder.Path], Provider = "cpu", Batches = new BatchOptions { ByteInput = "always" } }, logger);

        var (level, message) = Assert.Single(logger.Entries, entry => entry.Message.Contains("takes floats", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, level);
        Assert.Contains("Model blocks takes floats on CPU, not bytes: it cannot take bytes, because its weights lie in files of their own", message, StringComparison.Ordinal);
    }

    private static ModelRegistry Load(BatchOptions batches, int sessions = 1) =>
        Registries.Load(TestModels.Folder, o => o with { Sessions = sessions, Batches = batches });

    private static async Task<InferenceResult> DetectAsync(IDetector detector, int i)
    {
        var (width, height) = Sizes[i % Sizes.Length];
        var unit = Math.Max(width, height) / 40; // 16 pixels of the input
        using var image = Block.Draw(
            width, height, new Block(i % 3, unit * (1 + (i % 7)), unit * 2, 4 * unit), new Block((i + 1) % 3, unit * 20, unit * (8 + (i % 5)), 4 * unit));
        return await Task.Run(() => detector.DetectAsync(image, new DetectParameters(), default).AsTask());
    }

    // In batches the graph makes the boxes, and alone the decoder does: the last digits differ.
    private static bool IsSame(FoundObject a, FoundObject b) =>
        a.ClassId == b.ClassId && Math.Abs(a.Confidence - b.Confidence) < 1e-5
        && Math.Abs(a.X - b.X) < 0.01 && Math.Abs(a.Y - b.Y) < 0.01
        && Math.Abs(a.Width - b.Width) < 0.01 && Math.Abs(a.Height - b.Height) < 0.01;
}
