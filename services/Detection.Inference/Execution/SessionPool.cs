using System.Threading.Channels;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Sessions of one model, leased one picture at a time; opened as they are first needed, up to a limit.</summary>
/// <remarks>
/// The first session is opened at once, so that a bad file shows at the start. Leases are granted first come, first served.
/// A session that cannot be opened later is logged, and the pool stays as small as it is.
/// </remarks>
internal sealed partial class SessionPool : IExecutionBackend
{
    private readonly Channel<SessionSlot> _idle = Channel.CreateUnbounded<SessionSlot>();
    private readonly CountdownEvent _open = new(1);
    private readonly Func<InferenceSession, int, SessionSlot> _createSlot;
    private readonly SlotSpec _spec;
    private readonly ILogger _logger;
    private readonly int _capacity;
    private readonly int _threads;
    private Func<InferenceSession>? _openSession; // Holds the model's bytes: null once no session is left to open.
    private int _unopened;
    private int _unsettled;
    private int _disposed;

    /// <param name="first">The first session, owned from here on.</param>
    /// <param name="openSession">Opens another.</param>
    /// <param name="spec">Sizes of the slots' buffers.</param>
    /// <param name="capacity">Most sessions, at least 1.</param>
    /// <param name="threads">Of each session.</param>
    /// <param name="logger">Logs sessions that do not open.</param>
    /// <param name="time">Measures the runs.</param>
    public SessionPool(
        InferenceSession first, Func<InferenceSession> openSession, SlotSpec spec, int capacity, int threads, ILogger logger,
        TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_spec, _logger, _capacity, _threads) = (spec, logger, capacity, threads);
        _unopened = _unsettled = capacity - 1;
        _openSession = capacity > 1 ? openSession : null;
        _createSlot = (session, number) => new SessionSlot(
            session, spec, $"{Path.GetFileName(spec.File)} {number}", Return, time);
        _open.AddCount();
        _idle.Writer.TryWrite(_createSlot(first, capacity));
    }

    public string Description =>
        $"{_capacity} session{(_capacity == 1 ? "" : "s")} of {_threads} thread{(_threads == 1 ? "" : "s")}";

    public int LargestBatch => 1;

    public async ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        _spec.ThrowIfTooLarge(width, height);
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (_idle.Reader.TryRead(out var slot))
            return slot.For(width, height);
        if (TryReserve(out var number) && await Task.Run(() => TryOpen(number), CancellationToken.None) is { } opened)
            return opened.For(width, height);
        try
        {
            return (await _idle.Reader.ReadAsync(ct)).For(width, height);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SessionPool));
        }
    }

    /// <summary>
    /// Opens all sessions that the limit allows, on as many threads, and runs each on the largest input: what it allocates
    /// then is enough for every other, where a session that begins with small ones grows piece by piece.
    /// </summary>
    public void Fill()
    {
        var reserved = new List<int>();
        while (TryReserve(out var number))
            reserved.Add(number);
        Parallel.ForEach(reserved, number =>
        {
            if (TryOpen(number) is not { } slot)
                return;
            using (slot)
            {
                if (_spec.Largest is { } largest)
                    slot.For(largest.Width, largest.Height).RunAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }
        });
    }

    /// <summary>
    /// Refuses new leases, wakes those who wait, and returns once the leases that are out have ended and every session is
    /// freed: a process that exits while native code runs may crash. Not from within a lease.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _idle.Writer.Complete();
        while (_idle.Reader.TryRead(out var slot))
            Close(slot);
        _open.Signal();
        _open.Wait();
        _open.Dispose();
    }

    private void Return(SessionSlot slot)
    {
        if (!_idle.Writer.TryWrite(slot))
            Close(slot);
    }

    private void Close(SessionSlot slot)
    {
        slot.Close();
        _open.Signal();
    }

    /// <summary>Reserves a session to open; the disposal then waits for it.</summary>
    private bool TryReserve(out int number)
    {
        number = Interlocked.Decrement(ref _unopened) + 1;
        if (number > 0 && _open.TryAddCount())
            return true;
        Interlocked.Increment(ref _unopened);
        return false;
    }

    private SessionSlot? TryOpen(int number)
    {
        InferenceSession? session = null;
        SessionSlot? slot = null;
        try
        {
            session = _openSession!();
            return slot = _createSlot(session, number);
        }
        catch (ModelLoadException e)
        {
            // One session is enough to answer, if more slowly. The reservation is not given back: no second try.
            LogSessionNotOpened(_spec.File, e.Reason);
            return null;
        }
        finally
        {
            if (Interlocked.Decrement(ref _unsettled) == 0)
                _openSession = null;
            if (slot is null)
            {
                session?.Dispose();
                _open.Signal();
            }
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "A further session of model {File} does not open; it runs with fewer. {Reason}")]
    private partial void LogSessionNotOpened(string file, string reason);
}
