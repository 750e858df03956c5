using Detection.Testing;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>When it is told that a picture is in work, and when it is not worth telling.</summary>
public sealed class BeginNoticeTests
{
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(500);

    private readonly ManualTime _time = new();
    private int _told;

    [Fact]
    public async Task Should_not_tell_of_what_is_done_sooner()
    {
        var notice = new BeginNotice(After, _time, TellAsync);
        _time.Advance(499);

        await notice.EndAsync();
        _time.Advance(1000);

        Assert.Equal(0, _told);
    }

    [Fact]
    public async Task Should_tell_once_of_what_takes_longer()
    {
        var notice = new BeginNotice(After, _time, TellAsync);

        _time.Advance(500);
        Assert.Equal(1, _told);

        _time.Advance(5000);
        await notice.EndAsync();
        await notice.EndAsync();
        Assert.Equal(1, _told);
    }

    [Fact]
    public void Should_tell_at_once_where_nothing_is_to_be_waited_for()
    {
        _ = new BeginNotice(TimeSpan.Zero, _time, TellAsync);

        Assert.Equal(1, _told);
    }

    /// <summary>The end must not overtake the begin.</summary>
    [Fact]
    public async Task Should_end_no_sooner_than_what_is_being_told()
    {
        var confirm = new TaskCompletionSource();
        var notice = new BeginNotice(After, _time, () => confirm.Task);
        _time.Advance(500);

        var end = notice.EndAsync();
        Assert.False(end.IsCompleted);

        confirm.SetResult();
        await end;
    }

    [Fact]
    public async Task Should_end_with_the_fault_of_the_telling()
    {
        var notice = new BeginNotice(After, _time, () => Task.FromException(new IOException("gone")));
        _time.Advance(500);

        await Assert.ThrowsAsync<IOException>(notice.EndAsync);
    }

    private Task TellAsync()
    {
        _told++;
        return Task.CompletedTask;
    }
}
