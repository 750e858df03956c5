using Detection.Inference.Decoding;
using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Decoding;

public class OutputDecoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 8400)]
    [InlineData(3, 7)]
    [InlineData(3, 511)]
    [InlineData(80, 513)]
    [InlineData(80, 8400)]
    public void Should_find_the_candidates_that_the_rules_find(int classes, int anchors)
    {
        var random = new Random(classes * anchors);
        foreach (var threshold in new[] { 0f, 0.25f, 0.9f, 0.99f, 1f })
        {
            var output = RandomOutput(random, classes, anchors);

            Assert.Equal(Reference.Decode(output, anchors, threshold, null), Decode(output, anchors, threshold));
        }
    }

    [Fact]
    public void Should_apply_the_class_filter_to_the_best_class_only()
    {
        var filter = new HashSet<int> { 1, 7, 200 };
        var output = RandomOutput(new Random(5), classes: 9, anchors: 1000);

        var found = Decode(output, 1000, 0.5f, filter);

        Assert.Equal(Reference.Decode(output, 1000, 0.5f, filter), found);
        Assert.Equal([1, 7], found.Select(c => c.ClassId).Distinct().Order());
    }

    [Fact]
    public void Should_take_only_scores_strictly_above_the_threshold()
    {
        float[] output = [10, 10, 20, 20, 4, 4, 4, 4, 0.25f, 0.250001f];

        var candidate = Assert.Single(Decode(output, anchors: 2, 0.25f));

        Assert.Equal(new Candidate(8, 18, 12, 22, 0.250001f, 0), candidate);
    }

    [Fact]
    public void Should_take_the_first_of_equal_classes()
    {
        float[] output = [0, 0, 2, 2, 0.1f, 0.6f, 0.6f];

        Assert.Equal(1, Assert.Single(Decode(output, anchors: 1, 0.5f)).ClassId);
    }

    // In the vectors, in what is left over behind them, in the first block and in a later one; of any class.
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(3f)]
    [InlineData(-0.5f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Should_refuse_a_score_that_is_none_wherever_it_is(float score)
    {
        const int Classes = 3, Anchors = 1_031;
        for (var at = 4 * Anchors; at < (4 + Classes) * Anchors; at += 101)
        {
            var output = RandomOutput(new Random(at), Classes, Anchors);
            output[at] = score;

            var e = Assert.Throws<ModelOutputException>(() => Decode(output, Anchors, 0.99f, new HashSet<int> { 0 }));

            Assert.Contains($"a score of {score}", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1.0002f, 1f)]
    [InlineData(1f, 1f)]
    public void Should_forgive_rounding(float score, float confidence)
    {
        float[] output = [0, 0, 0, 0, 2, 2, 2, 2, -0f, score];

        Assert.Equal(confidence, Assert.Single(Decode(output, anchors: 2, 0.5f)).Confidence);
    }

    // The scan in vectors must see a class that rises above the best only later, and one in each place of a vector.
    [Theory]
    [InlineData(8_400)]
    [InlineData(1_031)]
    public void Should_find_every_lonely_score(int anchors)
    {
        const int Classes = 6;
        for (var anchor = 0; anchor < anchors; anchor += anchors / 97)
        {
            var output = new float[(4 + Classes) * anchors];
            for (var classId = 0; classId < Classes; classId++)
                output[((4 + classId) * anchors) + anchor] = classId == 2 ? 0.9f : 0.1f * (classId + 1);

            var found = Assert.Single(Decode(output, anchors, 0.25f));

            Assert.Equal((2, 0.9f), (found.ClassId, found.Confidence));
        }
    }

    [Fact]
    public void Should_find_the_same_among_repeated_scores()
    {
        var random = new Random(11);
        var output = RandomOutput(random, classes: 20, anchors: 3_000);
        for (var i = 4 * 3_000; i < output.Length; i++)
            output[i] = random.Next(6) / 5f;

        Assert.Equal(Reference.Decode(output, 3_000, 0.3f, null), Decode(output, 3_000, 0.3f));
    }

    private static List<Candidate> Decode(float[] output, int anchors, float threshold, IReadOnlySet<int>? classes = null)
    {
        using var candidates = new CandidateList();
        OutputDecoder.Decode(output, anchors, threshold, classes, candidates);
        return [.. candidates.Items];
    }

    private static float[] RandomOutput(Random random, int classes, int anchors)
    {
        var output = new float[(4 + classes) * anchors];
        for (var i = 0; i < output.Length; i++)
            output[i] = i < 4 * anchors ? random.NextSingle() * 640 : random.NextSingle();
        return output;
    }
}
