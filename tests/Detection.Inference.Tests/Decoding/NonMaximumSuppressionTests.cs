using Detection.Inference.Decoding;
using Xunit;

namespace Detection.Inference.Tests.Decoding;

public class NonMaximumSuppressionTests
{
    [Theory]
    [InlineData(0, 0.7f, 300)]
    [InlineData(1, 0.7f, 300)]
    [InlineData(200, 0.45f, 300)]
    [InlineData(200, 0f, 300)]
    [InlineData(200, 1f, 300)]
    [InlineData(1000, 0.7f, 300)]
    [InlineData(1000, 0.7f, 5)]
    public void Should_keep_what_the_rules_keep(int count, float threshold, int maxDetections)
    {
        var random = new Random(count);
        for (var round = 0; round < 20; round++)
        {
            var candidates = RandomBoxes(random, count, classes: 3);

            Assert.Equal(Reference.Suppress(candidates, threshold, maxDetections), Apply(candidates, threshold, maxDetections));
        }
    }

    [Fact]
    public void Should_keep_boxes_that_overlap_by_exactly_the_threshold()
    {
        // Two of three equal parts shared: IoU is 1/2, which floats hold exactly.
        Candidate a = new(0, 0, 30, 10, 0.9f, 0), b = new(10, 0, 40, 10, 0.8f, 0);

        Assert.Equal([a, b], Apply([a, b], 0.5f, 300));
        Assert.Equal([a], Apply([a, b], 0.49f, 300));
    }

    [Fact]
    public void Should_keep_the_same_box_of_two_classes()
    {
        Candidate a = new(0, 0, 30, 10, 0.9f, 0), b = a with { Confidence = 0.95f, ClassId = 1 };

        Assert.Equal([b, a], Apply([a, b], 0.5f, 300));
    }

    [Fact]
    public void Should_keep_what_only_a_suppressed_box_covers()
    {
        Candidate a = new(0, 0, 100, 10, 0.9f, 0), b = new(20, 0, 120, 10, 0.8f, 0), c = new(40, 0, 140, 10, 0.7f, 0);

        Assert.Equal([a, c], Apply([a, b, c], 0.6f, 300));
    }

    [Fact]
    public void Should_prefer_the_earlier_anchor_of_equal_confidence()
    {
        Candidate a = new(0, 0, 30, 10, 0.9f, 0), b = new(1, 0, 31, 10, 0.9f, 0);

        Assert.Equal([a], Apply([a, b], 0.5f, 300));
        Assert.Equal([b], Apply([b, a], 0.5f, 300));
    }

    [Fact]
    public void Should_keep_boxes_without_area()
    {
        Candidate point = new(5, 5, 5, 5, 0.9f, 0);

        Assert.Equal([point, point], Apply([point, point], 0.5f, 300));
    }

    [Fact]
    public void Should_cope_with_every_anchor_above_the_threshold()
    {
        var candidates = RandomBoxes(new Random(1), 8400, classes: 80);

        Assert.Equal(300, Apply(candidates, 0.7f, 300).Count);
        Assert.Equal(Reference.Suppress(candidates, 0.7f, 8400), Apply(candidates, 0.7f, 8400));
    }

    [Fact]
    public void Should_let_only_the_most_confident_30000_take_part()
    {
        // Each of a class of its own, so that nothing is suppressed; the least confident come first.
        var candidates = Enumerable.Range(0, 30_010)
            .Select(i => new Candidate(0, 0, 5, 5, (i + 1) / 40_000f, ClassId: i)).ToList();

        var kept = Apply(candidates, 0.7f, int.MaxValue);

        Assert.Equal(NonMaximumSuppression.MaxCandidates, kept.Count);
        Assert.Equal(candidates[10], kept[^1]);
    }

    private static List<Candidate> Apply(IEnumerable<Candidate> candidates, float threshold, int maxDetections)
    {
        List<Candidate> boxes = [.. candidates];
        NonMaximumSuppression.Apply(boxes, threshold, maxDetections);
        return boxes;
    }

    // Whole pixels: sums and products are exact, so that two ways to compute an IoU cannot differ by rounding.
    private static List<Candidate> RandomBoxes(Random random, int count, int classes) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            float x = random.Next(100), y = random.Next(100);
            return new Candidate(x, y, x + random.Next(20, 60), y + random.Next(20, 60), random.NextSingle(), random.Next(classes));
        })];
}
