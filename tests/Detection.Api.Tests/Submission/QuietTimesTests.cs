using Detection.Api.Submission;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Submission;

/// <summary>When a detection counts as lost: after it stayed as it is, out of work, at every look for a time.</summary>
public sealed class QuietTimesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<Guid> Nothing = [];

    private readonly ManualTime _time = new();
    private readonly QuietTimes _tested;
    private readonly UnfinishedDetection _detection = new(Guid.NewGuid(), null, null);

    public QuietTimesTests() => _tested = new QuietTimes(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(45), _time);

    [Fact]
    public void Should_count_from_the_first_look()
    {
        Assert.Empty(Look(_detection)); // Whatever its row says of its age.
        Assert.Empty(LookAfter(30));
        Assert.Empty(LookAfter(29));
        Assert.Equal([_detection.Id], LookAfter(1));
        Assert.Empty(LookAfter(30)); // It begins anew.
        Assert.Equal([_detection.Id], LookAfter(30));
    }

    [Fact]
    public void Should_begin_anew_for_one_that_a_worker_had_in_work()
    {
        Look(_detection);
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Empty(_tested.Look([_detection], new HashSet<Guid> { _detection.Id }));

        Assert.Empty(LookAfter(40));
        Assert.Empty(LookAfter(40));
        Assert.Equal([_detection.Id], LookAfter(40));
    }

    [Fact]
    public void Should_begin_anew_after_a_look_that_was_not_possible()
    {
        Look(_detection);
        _time.Advance(TimeSpan.FromSeconds(40));
        _tested.Forget();

        Assert.Empty(LookAfter(40));
        Assert.Empty(LookAfter(40));
        Assert.Equal([_detection.Id], LookAfter(40));
    }

    /// <summary>A process that stood still for an hour has seen nothing of it.</summary>
    [Fact]
    public void Should_begin_anew_after_a_time_without_looks()
    {
        Look(_detection);

        Assert.Empty(LookAfter(3600));
        Assert.Empty(LookAfter(40));
        Assert.Equal([_detection.Id], LookAfter(40));
    }

    [Fact]
    public void Should_begin_anew_for_another_attempt_and_another_sending()
    {
        Look(_detection);
        var started = _detection with { StartedAt = At };
        var sentAgain = started with { RepublishedAt = At };

        Assert.Empty(LookAfter(40, started));
        Assert.Empty(LookAfter(40, sentAgain));
        Assert.Empty(LookAfter(40, sentAgain));
        Assert.Equal([_detection.Id], LookAfter(40, sentAgain));
    }

    [Fact]
    public void Should_forget_what_has_finished()
    {
        Look(_detection);
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Empty(_tested.Look([], Nothing));

        Assert.Empty(LookAfter(40));
    }

    private IReadOnlyList<Guid> LookAfter(int seconds, UnfinishedDetection? detection = null)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Look(detection ?? _detection);
    }

    private IReadOnlyList<Guid> Look(UnfinishedDetection detection) => _tested.Look([detection], Nothing);
}
