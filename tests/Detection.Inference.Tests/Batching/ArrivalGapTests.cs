using Detection.Inference.Batching;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Batching;

public sealed class ArrivalGapTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Should_expect_nothing_after_the_first_picture_or_a_pause()
    {
        var gap = new ArrivalGap(TimeSpan.FromMilliseconds(10), _time);
        Assert.Equal(TimeSpan.Zero, gap.Left(_time.GetTimestamp()));
        Arrive(gap, 0);
        Assert.Equal(TimeSpan.Zero, gap.Left(_time.GetTimestamp()));
        Arrive(gap, 2);
        Assert.True(gap.Left(_time.GetTimestamp()) > TimeSpan.Zero);
        Arrive(gap, 10.1);
        Assert.Equal(TimeSpan.Zero, gap.Left(_time.GetTimestamp()));
    }

    [Fact]
    public void Should_expect_the_next_within_twice_the_mean_gap()
    {
        var gap = new ArrivalGap(TimeSpan.FromMilliseconds(10), _time);
        Arrive(gap, 0);
        Arrive(gap, 2);
        Assert.Equal(TimeSpan.FromMilliseconds(4), gap.Left(_time.GetTimestamp()));
        Arrive(gap, 6); // (3 x 2 + 6) / 4 = 3
        Assert.Equal(TimeSpan.FromMilliseconds(6), gap.Left(_time.GetTimestamp()));
        _time.Advance(6);
        Assert.Equal(TimeSpan.Zero, gap.Left(_time.GetTimestamp()));
    }

    [Fact]
    public void Should_expect_nothing_where_nothing_may_wait()
    {
        var gap = new ArrivalGap(TimeSpan.Zero, _time);
        Arrive(gap, 0);
        Arrive(gap, 1);
        Assert.Equal(TimeSpan.Zero, gap.Left(_time.GetTimestamp()));
    }

    private void Arrive(ArrivalGap gap, double after)
    {
        _time.Advance(after);
        gap.Note(_time.GetTimestamp());
    }
}
