namespace Detection.Feed.Tests.MassTransit;

/// <summary>Counts how often a broken message was handled, which no rollback undoes.</summary>
internal sealed class BreakCounter
{
    private int _count;

    public int Next() => Interlocked.Increment(ref _count);
}
