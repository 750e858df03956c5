using Detection.Evaluation.Accuracy;
using Xunit;

namespace Detection.Evaluation.Tests.Accuracy;

/// <summary>Against areas computed by hand: of the 101 recalls 0, 0.01, … 1, how many have which precision.</summary>
public sealed class AveragePrecisionTests
{
    [Theory]
    [InlineData("HH", 2, 1)]
    [InlineData("", 3, 0)]
    [InlineData("xxx", 3, 0)]
    [InlineData("H", 2, 51.0 / 101)] // recalls 0 to 0.50
    [InlineData("xH", 1, 0.5)] // half precise everywhere
    [InlineData("Hx", 1, 1)] // an alarm below the last hit costs nothing
    [InlineData("HxH", 2, (51 + (50 * 2.0 / 3)) / 101)]
    [InlineData("xHH", 2, 2.0 / 3)] // the better precision further on counts for the recalls before
    [InlineData("HHH", 10, 31.0 / 101)]
    [InlineData("H-H", 2, 1)] // what is ignored is not there
    public void Should_be_the_area_under_the_curve(string ranked, int truths, double expected) =>
        Assert.Equal(expected, AveragePrecision.Of(Ranked(ranked), truths), 12);

    [Fact]
    public void Should_rank_by_confidence_whatever_the_order() =>
        Assert.Equal(1, AveragePrecision.Of([new(0.2, Verdict.FalseAlarm), new(0.7, Verdict.Hit)], 1));

    [Fact]
    public void Should_keep_the_order_of_equals()
    {
        Judgement hit = new(0.5, Verdict.Hit), alarm = new(0.5, Verdict.FalseAlarm);

        Assert.Equal(1, AveragePrecision.Of([hit, alarm], 1));
        Assert.Equal(0.5, AveragePrecision.Of([alarm, hit], 1));
    }

    // k / n is below some i / 100 only by rounding, as 0.57 * 100 is 56.99…
    [Fact]
    public void Should_not_lose_a_point_to_rounding() =>
        Assert.All(Enumerable.Range(1, 100), hits => Assert.Equal((hits + 1) / 101.0, AveragePrecision.Of(Ranked(new string('H', hits)), 100), 12));

    [Fact]
    public void Should_refuse_a_class_without_objects() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AveragePrecision.Of([], 0));

    private static IEnumerable<Judgement> Ranked(string verdicts) => verdicts.Select((verdict, i) => new Judgement(
        1 - (i * 0.001),
        verdict switch { 'H' => Verdict.Hit, 'x' => Verdict.FalseAlarm, _ => Verdict.Ignored }));
}
