using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>Models whose output makes no sense, from the start or on some pictures only, and those that give a list of boxes.</summary>
public sealed class OddOutputsTests : IDisposable
{
    private static readonly float[] Good = SmallModel.Head(2, [20, 20, 30, 30, 0.9f, 0], [45, 45, 30, 30, 0, 0.8f]);
    private static readonly float[][] Anywhere =
        [.. Enumerable.Range(0, 20).Select(i => new float[] { i + 4, i + 4, i + 30, i + 30, 0.01f, 0 })];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, float[], string> BrokenOnWhite => new()
    {
        { "a box of numbers that are none", SmallModel.Head(2, [float.NaN, 20, 30, 30, 0.9f]), "a box from (NaN, 5)" },
        { "a box without end", SmallModel.Head(2, [20, 20, float.PositiveInfinity, 30, 0.9f]), "a box from (-" },
        { "a box far off", SmallModel.Head(2, [2e6f, 20, 30, 30, 0.9f]), "a box from (1999985, 5)" },
        { "a box of negative width", SmallModel.Head(2, [20, 20, -30, 30, 0.9f]), "a box from (35, 5) to (5, 35)" },
        { "a box without an area", SmallModel.Head(2, [20, 20, 0, 30, 0.9f]), "a box without an area" },
        { "shares instead of pixels", SmallModel.Head(2, [0.5f, 0.5f, 0.4f, 0.4f, 0.9f]), "within the first pixel" },
        { "a score of 3", SmallModel.Head(2, [20, 20, 30, 30, 3]), "a score of 3;" },
        { "a negative score", SmallModel.Head(2, [20, 20, 30, 30, 0.9f, -1]), "a score of -1;" },
        { "a score that is no number", SmallModel.Head(2, [20, 20, 30, 30, 0.9f], [45, 45, 30, 30, 0, float.NaN]), "a score of NaN;" },
    };

    public static TheoryData<string, float[], string> BrokenListOnWhite => new()
    {
        { "a class that there is not", SmallModel.List(10, [4, 4, 40, 40, 0.9f, 2]), "a box of class 2;" },
        { "half a class", SmallModel.List(10, [4, 4, 40, 40, 0.9f, 0.5f]), "a box of class 0.5;" },
        { "a class that is no number", SmallModel.List(10, [4, 4, 40, 40, 0.9f, float.NaN]), "a box of class NaN;" },
        { "a score of 53", SmallModel.List(10, [4, 4, 40, 40, 53, 0]), "a score of 53;" },
        { "a score that is no number", SmallModel.List(10, [4, 4, 40, 40, float.NaN, 0]), "a score of NaN;" },
        { "centre and size", SmallModel.List(10, [40, 40, 10, 10, 0.9f, 0]), "a box from (40, 40) to (10, 10)" },
        { "shares instead of pixels", SmallModel.List(10, [0.1f, 0.1f, 0.5f, 0.5f, 0.9f, 0]), "within the first pixel" },
    };

    public static TheoryData<string, float[], string> NotOffered => new()
    {
        { "scores of 0", SmallModel.Head(2, [20, 20, 30, 30], [45, 45, 30, 30]), "all its scores are 0" },
        { "shares", SmallModel.Head(2, [0.5f, 0.5f, 0.4f, 0.4f, 0.01f]), "shares of the picture" },
        { "corners", SmallModel.Head(2, Anywhere), "given by two corners" },
        { "a box far off", SmallModel.Head(2, [2e6f, 20, 30, 30, 0.01f]), "a box of centre x 2000000" },
        { "no number", SmallModel.Head(2, [float.NaN, 20, 30, 30, 0.01f]), "not finite" },
    };

    [Theory]
    [MemberData(nameof(BrokenOnWhite))]
    public async Task Should_fail_on_the_picture_that_shows_it(string what, float[] onWhite, string reason) =>
        await AssertFails(what, SmallModel.Of("{0: 'a', 1: 'b'}", 6, SmallModel.Anchors, Good, onWhite), reason);

    [Theory]
    [MemberData(nameof(BrokenListOnWhite))]
    public async Task Should_fail_on_the_picture_that_shows_it_in_a_list(string what, float[] onWhite, string reason) =>
        await AssertFails(what, SmallModel.Of("{0: 'a', 1: 'b'}", 10, 6, new float[60], onWhite), reason);

    [Theory]
    [MemberData(nameof(NotOffered))]
    public void Should_not_offer_a_model_without_a_sign_of_sense(string what, float[] always, string reason)
    {
        _folder.Write("odd.onnx", SmallModel.Of("{0: 'a', 1: 'b'}", 6, SmallModel.Anchors, always));

        var e = Assert.Throws<ModelLoadException>(() => Registries.Load(_folder.Path));

        Assert.True(e.Message.Contains(reason, StringComparison.Ordinal), $"{what}: {e.Message}");
    }

    [Fact]
    public async Task Should_read_a_list_of_boxes()
    {
        var boxes = SmallModel.List(300, [8, 8, 40, 40, 0.9f, 1], [8, 8, 39, 40, 0.8f, 1], [2, 2, 12, 12, 0.5f, 0.9999f], [1, 1, 9, 9, 0.2f, 0]);
        _folder.Write("list.onnx", SmallModel.Of("{0: 'a', 1: 'b'}", 300, 6, new float[1800], boxes, ("end2end", "True")));
        using var registry = Registries.Load(_folder.Path);

        var found = await DetectAsync(registry, 255);

        // Nothing is suppressed: the model has selected them.
        Assert.Equal([(1, 0.9f, 32f), (1, 0.8f, 31f), (1, 0.5f, 10f)], found.Select(o => (o.ClassId, o.Confidence, o.Width)));
        Assert.Equal([(8f, 8f), (8f, 8f), (2f, 2f)], found.Select(o => (o.X, o.Y)));
        Assert.Empty(await DetectAsync(registry, 0));
        Assert.Equal(2, (await DetectAsync(registry, 255, new DetectParameters(MaxDetections: 2))).Count);
        Assert.Equal(0.2f, Assert.Single(await DetectAsync(registry, 255, new DetectParameters(Confidence: 0.1f, Classes: new HashSet<int> { 0 }))).Confidence);
    }

    [Fact]
    public async Task Should_read_a_list_in_batches()
    {
        _folder.Write("list.onnx", SmallModel.Of("{0: 'a', 1: 'b'}", 10, 6, new float[60], SmallModel.List(10, [8, 8, 40, 40, 0.9f, 1])));
        using var registry = Registries.Load(_folder.Path, o => o with { Batches = new() { Batching = "always", ByteInput = "always" } });

        Assert.Equal((1, 0.9f), (await DetectAsync(registry, 255)).Select(o => (o.ClassId, o.Confidence)).Single());
    }

    [Fact]
    public async Task Should_leave_out_what_lies_in_the_padding()
    {
        _folder.Write("model.onnx", SmallModel.Of(
            "{0: 'a', 1: 'b'}", 6, SmallModel.Anchors, Good, SmallModel.Head(2, [32, 32, 10, 10, 0.9f], [32, 4, 10, 6, 0.9f])));
        using var registry = Registries.Load(_folder.Path);

        var found = Assert.Single(await DetectAsync(registry, 255, height: 32));

        Assert.Equal((27f, 11f, 10f, 10f), (found.X, found.Y, found.Width, found.Height));
    }

    [SharedTheory]
    [InlineData("end-to-end-300x6", "n2")]
    [InlineData("nms-baked-10x6", "c0 c1 c2 c3 c4 c5 c0 c1 c2 c3")]
    [InlineData("names-as-list", "a b")]
    [InlineData("equal-names", "person person")]
    [InlineData("label-with-comma", "screw, long nut")]
    public async Task Should_run_models_of_others(string name, string labels)
    {
        _folder.Copy(SharedFolder.Of("cases", "models", name + ".onnx"));
        using var registry = Registries.Load(_folder.Path);

        var found = await DetectAsync(registry, 255);

        Assert.Equal(labels, string.Join(' ', found.Select(o => o.Label)));
    }

    [SharedTheory]
    [InlineData("nan-box-on-white", "a box from (NaN, NaN)")]
    [InlineData("score-3-on-white", "a score of 3;")]
    public async Task Should_fail_where_models_of_others_do(string name, string reason) =>
        await AssertFails(name, File.ReadAllBytes(SharedFolder.Of("cases", "models", name + ".onnx")), reason);

    [SharedFact]
    public void Should_say_that_three_channels_are_needed()
    {
        _folder.Copy(SharedFolder.Of("cases", "models", "one-channel.onnx"));

        var e = Assert.Throws<ModelLoadException>(() => Registries.Load(_folder.Path));

        Assert.Contains("It takes 1 channel; 3 are needed.", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task AssertFails(string what, byte[] model, string reason)
    {
        _folder.Write("broken.onnx", model);
        using var registry = Registries.Load(_folder.Path);
        await DetectAsync(registry, 0);

        var e = await Assert.ThrowsAsync<ModelOutputException>(() => DetectAsync(registry, 255));

        Assert.True(e.Message.Contains(reason, StringComparison.Ordinal), $"{what}: {e.Message}");
    }

    private static async Task<IReadOnlyList<FoundObject>> DetectAsync(
        ModelRegistry registry, byte grey, DetectParameters? parameters = null, int height = SmallModel.Side)
    {
        var pixels = new byte[3 * SmallModel.Side * height];
        pixels.AsSpan().Fill(grey);
        using var image = DecodedImage.FromBgr(SmallModel.Side, height, pixels);
        Assert.True(registry.TryRent(null, out var lease));
        using (lease)
            return (await lease.Detector.DetectAsync(image, parameters ?? new DetectParameters(), default)).Objects;
    }
}
