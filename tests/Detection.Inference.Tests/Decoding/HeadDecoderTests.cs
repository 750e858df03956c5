using Detection.Inference.Decoding;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace Detection.Inference.Tests.Decoding;

public sealed class HeadDecoderTests : IDisposable
{
    private const int Classes = 3;

    private readonly List<OrtValue> _values = [];

    [Fact]
    public void Should_make_a_box_of_distances_in_strides_from_the_middle_of_its_cell()
    {
        var boxes = Boxes(4, 2);
        // Row 1, column 2 of 4: all of a side's weight on one bin, and the right side's on two alike.
        Set(boxes, side: 0, bin: 1, cell: 6);
        Set(boxes, side: 1, bin: 0, cell: 6);
        Set(boxes, side: 2, bin: 15, cell: 6);
        Set(boxes, side: 3, bin: 4, cell: 6);
        Set(boxes, side: 3, bin: 5, cell: 6);
        var scores = Scores(4, 2);
        scores[(2 * 8) + 6] = MathF.Log(3); // a confidence of three quarters

        var found = Assert.Single(Decode(Take(width: 64, (boxes, scores, 4, 2)), 0.7f));

        Assert.Equal((2, 0.75f), (found.ClassId, MathF.Round(found.Confidence, 5)));
        Assert.Equal([24, 24, 280, 96], [found.X1, found.Y1, found.X2, found.Y2], (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Theory]
    [InlineData(0.5f, 0)]
    [InlineData(0.49f, 1)]
    public void Should_take_only_what_is_above_the_threshold(float threshold, int expected)
    {
        var scores = Scores(1, 1);
        scores[1] = 0;

        Assert.Equal(expected, Decode(Take(width: 32, (Boxes(1, 1), scores, 1, 1)), threshold).Count);
    }

    [Fact]
    public void Should_filter_classes_after_the_best_one_is_chosen()
    {
        var scores = Scores(2, 1);
        (scores[0], scores[2]) = (2, 3); // cell 0: class 1 before class 0
        (scores[1], scores[3]) = (3, 3); // cell 1: as likely, the first

        var found = Decode(Take(width: 32, (Boxes(2, 1), scores, 2, 1)), 0.25f, new HashSet<int> { 0 });

        Assert.Equal((8f, 0), (MathF.Round(Assert.Single(found).X1, 3), found[0].ClassId));
    }

    [Fact]
    public void Should_refuse_logits_that_are_not_finite()
    {
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var scores = Scores(1, 1);
            scores.AsSpan()[^1] = value;

            Assert.Throws<ModelOutputException>(() => Decode(Take(width: 32, (Boxes(1, 1), scores, 1, 1)), 0.5f));
        }
    }

    [Fact]
    public void Should_put_maps_in_the_order_of_the_anchors_and_pair_them_by_size()
    {
        var (fine, coarse) = (Scores(4, 2), Scores(2, 1));
        (fine[7], coarse[0]) = (1, 2);
        OrtValue[] results =
        [
            Map(Boxes(2, 1), 64, 2, 1), Map(Boxes(4, 2), 64, 4, 2), Map(fine, Classes, 4, 2), Map(coarse, Classes, 2, 1),
        ];
        var heads = new HeadMaps(2);

        heads.Take(results, 64, Classes);

        Assert.Equal(10, heads.Anchors);
        Assert.Equal([16f, 32f], [heads.Maps[0].Stride, heads.Maps[1].Stride]);
        var found = Decode(heads, 0.6f);
        Assert.Equal([56 - 16, 16 - 32], found.Select(box => box.X1), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Should_refuse_maps_that_do_not_belong_together()
    {
        var boxes = Map(Boxes(2, 2), 64, 2, 2);
        foreach (var (first, second) in new[]
        {
            (Map(new float[4 * 63], 63, 2, 2), Map(Scores(2, 2), Classes, 2, 2)),
            (boxes, Map(Scores(2, 1), Classes, 2, 1)),
            (boxes, Map(new float[16], 4, 2, 2)),
        })
            Assert.Throws<ModelOutputException>(() => new HeadMaps(1).Take([first, second], 64, Classes));
        var scores = Map(Scores(2, 2), Classes, 2, 2);
        Assert.Throws<ModelOutputException>(() => new HeadMaps(2).Take([boxes, Map(Boxes(1, 1), 64, 1, 1), scores, scores], 64, Classes));
    }

    public void Dispose() => _values.ForEach(value => value.Dispose());

    private static List<Candidate> Decode(HeadMaps heads, float threshold, IReadOnlySet<int>? classes = null)
    {
        using var candidates = new CandidateList();
        HeadDecoder.Decode(heads, threshold, classes, candidates);
        return [.. candidates.Items];
    }

    /// <summary>Distances of one stride everywhere.</summary>
    private static float[] Boxes(int width, int height)
    {
        var boxes = Enumerable.Repeat(-50f, 64 * width * height).ToArray();
        for (var side = 0; side < 4; side++)
            boxes.AsSpan(((16 * side) + 1) * width * height, width * height).Clear();
        return boxes;
    }

    /// <summary>The cell is of a map of 4x2.</summary>
    private static void Set(float[] boxes, int side, int bin, int cell)
    {
        boxes[(((16 * side) + 1) * 8) + cell] = bin == 1 ? 0 : -50;
        boxes[(((16 * side) + bin) * 8) + cell] = 0;
    }

    private static float[] Scores(int width, int height) => [.. Enumerable.Repeat(-20f, Classes * width * height)];

    private HeadMaps Take(int width, (float[] Boxes, float[] Scores, int Width, int Height) map)
    {
        var heads = new HeadMaps(1);
        heads.Take([Map(map.Boxes, 64, map.Width, map.Height), Map(map.Scores, Classes, map.Width, map.Height)], width, Classes);
        return heads;
    }

    private OrtValue Map(float[] values, int channels, int width, int height)
    {
        var value = OrtValue.CreateTensorValueFromMemory(values, [1, channels, height, width]);
        _values.Add(value);
        return value;
    }
}
