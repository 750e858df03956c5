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

    // Boxes of any size and place, many of them equal or of equal confidence, in order to be the same to the last bit.
    [Theory]
    [InlineData(7, 1, 300)]
    [InlineData(64, 1, 300)]
    [InlineData(300, 80, 300)]
    [InlineData(2_000, 2, 300)]
    [InlineData(2_000, 5, 7)]
    [InlineData(2_000, 80, 2_000)]
    public void Should_keep_exactly_what_one_comparison_after_the_other_keeps(int count, int classes, int maxDetections)
    {
        var random = new Random(count + classes);
        foreach (var threshold in (float[])[0f, 0.1f, 0.45f, 0.7f, 1f])
        {
            var candidates = AnyBoxes(random, count, classes);

            Assert.Equal(Reference.SuppressOneByOne(candidates, threshold, maxDetections), Apply(candidates, threshold, maxDetections));
        }
    }

    [Fact]
    public void Should_keep_nothing_of_nothing() => Assert.Empty(Apply([], 0.7f, 300));

    [Fact]
    public void Should_add_to_what_the_list_holds()
    {
        Candidate earlier = new(0, 0, 30, 10, 0.9f, 0), same = earlier with { Confidence = 0.5f };
        using var kept = new CandidateList();
        kept.Add(earlier);

        NonMaximumSuppression.Apply([same], 0.5f, 1, kept);

        Assert.Equal([earlier, same], kept.Items.ToArray());
    }

    [Fact]
    public void Should_produce_next_to_no_garbage()
    {
        var candidates = AnyBoxes(new Random(3), 8_400, classes: 80).ToArray();
        using var kept = new CandidateList();
        NonMaximumSuppression.Apply(candidates, 0.7f, 300, kept);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            NonMaximumSuppression.Apply(candidates, 0.7f, 300, kept);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 1024);
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
        using var kept = new CandidateList();
        NonMaximumSuppression.Apply(candidates.ToArray(), threshold, maxDetections, kept);
        return [.. kept.Items];
    }

    private static List<Candidate> AnyBoxes(Random random, int count, int classes)
    {
        var boxes = new List<Candidate>();
        while (boxes.Count < count)
        {
            float x = (random.NextSingle() * 700) - 30, y = (random.NextSingle() * 700) - 30;
            var box = new Candidate(
                x, y, x + (random.NextSingle() * 200), y + (random.NextSingle() * 200), random.Next(1, 200) / 200f, random.Next(classes));
            boxes.Add(boxes.Count > 0 && random.Next(5) == 0 ? boxes[random.Next(boxes.Count)] with { ClassId = box.ClassId } : box);
        }

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
