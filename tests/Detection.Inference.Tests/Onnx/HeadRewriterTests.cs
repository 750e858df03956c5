using Detection.Inference.Decoding;
using Detection.Inference.Onnx;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Detection.Inference.Tests.Onnx;

public sealed class HeadRewriterTests
{
    private static readonly string ShapesPath = Repository.Of("infra", "models", "shapes", "shapes.onnx");

    private static byte[] Shapes => File.ReadAllBytes(ShapesPath);

    [Theory]
    [InlineData(64, 96)]
    [InlineData(640, 480)]
    [InlineData(32, 32)]
    public void Should_end_where_the_rest_can_be_made_of_it(int width, int height) => Check(Shapes, 9, width, height);

    [SharedTheory]
    [InlineData("yolov8n.onnx", 320, 256)]
    public void Should_end_models_of_others_likewise(string name, int width, int height) =>
        Check(File.ReadAllBytes(SharedFolder.Of("models", name)), 80, width, height);

    [Fact]
    public void Should_leave_the_input_and_what_the_file_says_as_they_are()
    {
        using var before = Sessions.Open(Shapes);
        using var after = Sessions.Open(Rewrite(Shapes, 9));

        Assert.Equal(before.InputMetadata["images"].Dimensions, after.InputMetadata["images"].Dimensions);
        Assert.Equal(before.ModelMetadata.CustomMetadataMap, after.ModelMetadata.CustomMetadataMap);
    }

    [Fact]
    public void Should_bear_to_have_its_input_changed_as_well()
    {
        using var session = Sessions.Open(ByteInputRewriter.Rewrite(Rewrite(Shapes, 9), out var problem)!);

        Assert.Null(problem);
        Assert.Equal(["images_u8"], session.InputNames);
        Assert.Equal(6, session.OutputNames.Count);
    }

    [Theory]
    [InlineData(8, "its head does not end in convolutions for boxes and as many for scores")]
    [InlineData(64, "with 64 classes, boxes and scores look alike")]
    public void Should_leave_a_head_of_another_kind_alone(int classes, string expected)
    {
        Assert.Null(HeadRewriter.Rewrite(Shapes, "output0", classes, out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(64, 80, 16, true)]
    [InlineData(64, 1, 16, true)] // one class: a convolution of one channel that is not the distributions' mean
    [InlineData(64, 1, 8, false)]
    [InlineData(32, 80, 16, false)]
    [InlineData(64, 79, 16, false)]
    public void Should_tell_scores_from_the_mean_of_a_distribution(int boxes, int scores, int bins, bool cut)
    {
        var rewritten = HeadRewriter.Rewrite(OnnxModels.OfThreeConvolutions(boxes, scores, bins), "output0", scores == 79 ? 80 : scores, out var problem);

        Assert.Equal(cut, rewritten is not null);
        Assert.Equal(cut, problem is null);
    }

    [Fact]
    public void Should_leave_a_model_without_such_a_head_alone()
    {
        foreach (var file in Directory.GetFiles(TestModels.Folder, "*.onnx", SearchOption.AllDirectories))
        {
            Assert.Null(HeadRewriter.Rewrite(File.ReadAllBytes(file), "output0", 3, out var problem));
            Assert.NotNull(problem);
        }
    }

    [Fact]
    public void Should_say_that_it_is_no_model_wherever_it_is_cut_off()
    {
        var model = Shapes;
        for (var length = 1; length < model.Length; length += 9973)
        {
            Assert.Null(HeadRewriter.Rewrite(model.AsSpan(0, length), "output0", 9, out var problem));
            Assert.StartsWith("the file is no ONNX model", problem, StringComparison.Ordinal);
        }
    }

    private static void Check(byte[] model, int classes, int width, int height)
    {
        var input = Input(width, height);
        using var whole = Sessions.Open(model);
        using var cut = Sessions.Open(Rewrite(model, classes));
        var expected = Sessions.Run(whole, input, 1, 3, height, width);

        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, height, width]);
        using var options = new RunOptions();
        using var results = cut.Run(options, cut.InputNames, [tensor], cut.OutputNames);
        var heads = new HeadMaps(cut.OutputNames.Count / 2);
        heads.Take(results, width, classes);

        var anchors = heads.Anchors;
        var actual = HeadDecoder.Expand(heads);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, i < 4 * anchors ? 1e-2 : 1e-5);
        foreach (var threshold in new[] { 0f, 0.001f, 0.25f, 1f })
            CheckCandidates(heads, actual, threshold);
    }

    private static void CheckCandidates(HeadMaps heads, float[] expanded, float threshold)
    {
        using var expected = new CandidateList();
        using var actual = new CandidateList();
        OutputDecoder.Decode(expanded, heads.Anchors, threshold, null, expected);
        HeadDecoder.Decode(heads, threshold, null, actual);

        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var (a, b) = (expected.Items[i], actual.Items[i]);
            Assert.Equal((a.ClassId, a.Confidence), (b.ClassId, b.Confidence));
            Assert.Equal([a.X1, a.Y1, a.X2, a.Y2], [b.X1, b.Y1, b.X2, b.Y2], (x, y) => Math.Abs(x - y) < 1e-3f);
        }
    }

    private static byte[] Rewrite(byte[] model, int classes)
    {
        var rewritten = HeadRewriter.Rewrite(model, "output0", classes, out var problem);
        Assert.Null(problem);
        return rewritten!;
    }

    private static float[] Input(int width, int height)
    {
        var random = new Random(width * height);
        return [.. Enumerable.Range(0, 3 * width * height).Select(i => (i / 7 % 13 / 13f * 0.8f) + (0.2f * random.NextSingle()))];
    }
}
