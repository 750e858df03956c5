using Detection.Worker.Pipeline;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

public sealed class PixelBudgetTests
{
    [Fact]
    public async Task Should_let_others_in_where_less_room_is_needed_than_was_taken()
    {
        var budget = new PixelBudget(100);
        var first = await budget.EnterAsync(90, CancellationToken.None);
        var second = budget.EnterAsync(50, CancellationToken.None);
        Assert.False(second.IsCompleted);

        first.Shrink(30);
        using (await second)
            Assert.Equal(80, budget.Taken);

        first.Shrink(60);
        first.Dispose();
        first.Dispose();
        Assert.Equal(0, budget.Taken);
    }

    private readonly PixelBudget _budget = new(100);

    [Fact]
    public void Should_let_in_what_fits()
    {
        var first = Enter(60);
        var second = Enter(40);

        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.Equal(100, _budget.Taken);
    }

    [Fact]
    public async Task Should_let_the_next_in_when_one_leaves()
    {
        var first = await Enter(60);
        var second = Enter(41);
        Assert.False(second.IsCompleted);

        first.Dispose();

        await second;
        Assert.Equal(41, _budget.Taken);
    }

    /// <summary>Else small pictures would keep a large one out for ever.</summary>
    [Fact]
    public async Task Should_let_nobody_overtake()
    {
        var first = await Enter(60);
        var large = Enter(90);
        var small = Enter(1);
        Assert.False(large.IsCompleted || small.IsCompleted);

        first.Dispose();

        await Task.WhenAll(large, small);
        Assert.Equal(91, _budget.Taken);
    }

    [Fact]
    public async Task Should_let_a_picture_in_that_is_larger_than_all_of_it_when_it_is_alone()
    {
        var small = await Enter(1);
        var huge = Enter(1_000_000);
        Assert.False(huge.IsCompleted);

        small.Dispose();
        (await huge).Dispose();

        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    public async Task Should_take_room_back_once()
    {
        var room = await Enter(60);
        _ = await Enter(40);

        room.Dispose();
        room.Dispose();

        Assert.Equal(40, _budget.Taken);
    }

    /// <summary>Who gives up leaves the place to those behind.</summary>
    [Fact]
    public async Task Should_forget_who_gave_up()
    {
        using var cancelled = new CancellationTokenSource();
        var first = await Enter(60);
        var large = _budget.EnterAsync(90, cancelled.Token).AsTask();
        var small = Enter(40);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small;
        first.Dispose();
        Assert.Equal(40, _budget.Taken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _budget.EnterAsync(1, cancelled.Token).AsTask());
    }

    /// <summary>Many at once, some of them giving up: never more than allowed, and nothing left over.</summary>
    [Fact]
    public async Task Should_never_be_exceeded()
    {
        long taken = 0, most = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 500; i++)
            {
                using var cancelled = new CancellationTokenSource();
                var size = random.Next(1, 100);
                var waiting = _budget.EnterAsync(size, cancelled.Token).AsTask();
                if (random.Next(4) == 0)
                    await cancelled.CancelAsync();
                try
                {
                    using var room = await waiting;
                    InterlockedMax(ref most, Interlocked.Add(ref taken, size));
                    await Task.Yield();
                    Interlocked.Add(ref taken, -size);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(cancelled.IsCancellationRequested);
                }
            }
        })));

        Assert.InRange(most, 1, 100);
        Assert.Equal(0, _budget.Taken);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        long seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private Task<PixelRoom> Enter(long pixels) => _budget.EnterAsync(pixels, CancellationToken.None).AsTask();
}
