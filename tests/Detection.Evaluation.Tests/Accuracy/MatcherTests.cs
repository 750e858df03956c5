using Detection.Evaluation.Accuracy;
using Xunit;

namespace Detection.Evaluation.Tests.Accuracy;

public sealed class MatcherTests
{
    private static readonly Box Square = new(0, 0, 10, 10);

    [Fact]
    public void Should_hit_at_exactly_the_threshold() =>
        Assert.Equal([Verdict.Hit], Judge([Square], SizeRange.Everything, new Box(0, 0, 10, 5)));

    [Fact]
    public void Should_not_hit_just_below_it() =>
        Assert.Equal([Verdict.FalseAlarm], Judge([Square], SizeRange.Everything, new Box(0, 0, 10, 4.999)));

    [Fact]
    public void Should_let_only_the_surest_have_an_object() =>
        Assert.Equal([Verdict.Hit, Verdict.FalseAlarm], Judge([Square], SizeRange.Everything, new Box(0, 0, 10, 9), Square));

    [Fact]
    public void Should_take_the_object_that_is_overlapped_most()
    {
        // The first box overlaps both by half at least and takes the second, so that the first is left to the second box.
        var judged = Judge([Square, new Box(0, 4, 10, 14)], SizeRange.Everything, new Box(0, 3, 10, 13), new Box(0, 0, 10, 9));

        Assert.Equal([Verdict.Hit, Verdict.Hit], judged);
    }

    [Fact]
    public void Should_order_by_confidence_not_by_place()
    {
        Found[] found = [new(0, 0.3, Square), new(0, 0.8, Square)];

        Assert.Equal([new(0.8, Verdict.Hit), new(0.3, Verdict.FalseAlarm)], Matcher.Match([Square], found, 0.5, SizeRange.Everything));
    }

    [Fact]
    public void Should_ignore_objects_and_boxes_of_other_sizes()
    {
        SizeRange small = new(0, 32);
        Box large = new(100, 100, 200, 200);

        Assert.Equal([Verdict.Hit, Verdict.Ignored, Verdict.Ignored], Judge([large, Square], small, Square, large, new Box(300, 300, 400, 400)));
        Assert.Equal([Verdict.FalseAlarm], Judge([large], small, new Box(100, 100, 110, 110)));
    }

    [Fact]
    public void Should_prefer_an_object_that_counts_to_one_that_does_not()
    {
        // 33 x 10 does not count among the small; the box overlaps it more, yet takes the 30 x 10 that does.
        Box counts = new(0, 0, 30, 10), doesNot = new(0, 0, 33, 10);

        Assert.Equal([Verdict.Hit], Judge([doesNot, counts], new SizeRange(0, 32), new Box(0, 0, 32, 10)));
    }

    // In falling confidence.
    private static IEnumerable<Verdict> Judge(Box[] truths, SizeRange range, params Box[] found) =>
        Matcher.Match(truths, found.Select((box, i) => new Found(0, 0.9 - (0.1 * i), box)), 0.5, range).Select(j => j.Verdict);
}
