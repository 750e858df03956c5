using System.Collections.Concurrent;
using Detection.Api.Persistence;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>Many commits share one flush, and nobody is answered by a flush that began before his commit.</summary>
public sealed class CommitFlushTests : IDisposable
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _allowed = new(0);
    private int _flushes;

    [Fact]
    public async Task Should_flush_for_a_single_one()
    {
        var flush = new CommitFlush(Flush);
        _allowed.Release();

        await flush.FlushAsync().WaitAsync(Eventually.Patience);

        Assert.Equal(1, _flushes);
    }

    [Fact]
    public async Task Should_answer_all_who_came_during_a_flush_with_one_more()
    {
        var flush = new CommitFlush(Flush);
        var first = flush.FlushAsync();
        await BegunAsync();

        var later = Enumerable.Range(0, 100).Select(_ => flush.FlushAsync()).ToArray();
        _allowed.Release();
        await first.WaitAsync(Eventually.Patience);
        await BegunAsync();

        // The second runs; whoever came while the first ran waits for it.
        Assert.All(later, waiting => Assert.False(waiting.IsCompleted));
        _allowed.Release();
        await Task.WhenAll(later).WaitAsync(Eventually.Patience);
        Assert.Equal(2, _flushes);
    }

    [Fact]
    public async Task Should_tell_all_who_waited_of_a_failure_and_go_on()
    {
        var broken = true;
        var flush = new CommitFlush(() =>
        {
            Flush();
            if (broken)
                throw new SqliteException("The disk is full.", 13);
        });
        Task[] waiting = [flush.FlushAsync(), flush.FlushAsync()];
        _allowed.Release();
        _allowed.Release();
        foreach (var one in waiting)
            Assert.True(DatabaseFault.MayPass(await Assert.ThrowsAsync<SqliteException>(() => one.WaitAsync(Eventually.Patience))));

        broken = false;
        _allowed.Release();
        await flush.FlushAsync().WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task Should_never_answer_by_a_flush_that_began_too_early()
    {
        var (committed, durable) = (0, 0);
        var flush = new CommitFlush(() => Volatile.Write(ref durable, Volatile.Read(ref committed)));
        var early = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var mine = Interlocked.Increment(ref committed);
                await flush.FlushAsync();
                if (Volatile.Read(ref durable) < mine)
                    early.Add(mine);
            }
        }))).WaitAsync(Eventually.Patience);

        Assert.Empty(early);
    }

    public void Dispose()
    {
        _begun.Dispose();
        _allowed.Dispose();
    }

    private void Flush()
    {
        Interlocked.Increment(ref _flushes);
        _begun.Release();
        _allowed.Wait(Eventually.Patience);
    }

    private async Task BegunAsync() => Assert.True(await _begun.WaitAsync(Eventually.Patience));
}
