using System.Collections.Concurrent;

namespace Detection.Api.Waiting;

/// <summary>Requests of this process that wait for a detection to finish. They are woken instead of asking the database again and again.</summary>
internal sealed class DetectionWaiters
{
    private readonly ConcurrentDictionary<Guid, Waiter> _waiters = new();

    /// <summary>How many detections are being waited for.</summary>
    public int Count => _waiters.Count;

    /// <summary>Begins to wait.</summary>
    public Registration Register(Guid detectionId)
    {
        while (true)
        {
            var waiter = _waiters.GetOrAdd(detectionId, _ => new Waiter());
            lock (waiter)
            {
                if (!waiter.Removed)
                {
                    waiter.Count++;
                    return new Registration(this, detectionId, waiter);
                }
            }
        }
    }

    /// <summary>Wakes all requests that wait for a detection.</summary>
    public void Signal(Guid detectionId)
    {
        if (_waiters.TryGetValue(detectionId, out var waiter))
            waiter.Wake();
    }

    /// <summary>Wakes all requests: any detection may have finished.</summary>
    public void SignalAll()
    {
        foreach (var waiter in _waiters.Values)
            waiter.Wake();
    }

    private void Leave(Guid detectionId, Waiter waiter)
    {
        lock (waiter)
        {
            if (--waiter.Count > 0)
                return;
            waiter.Removed = true;
        }

        _waiters.TryRemove(new KeyValuePair<Guid, Waiter>(detectionId, waiter));
    }

    /// <summary>One request's wait.</summary>
    internal sealed class Registration(DetectionWaiters owner, Guid detectionId, Waiter waiter) : IDisposable
    {
        /// <summary>
        /// Ends at the next signal, which says that the detection may have finished. Take it first, then read the row, then
        /// await it: an end in between is not missed.
        /// </summary>
        public Task NextSignal => waiter.NextSignal;

        public void Dispose() => owner.Leave(detectionId, waiter);
    }

    /// <summary>All waits for one detection.</summary>
    internal sealed class Waiter
    {
        private TaskCompletionSource _next = New();

        public Task NextSignal => Volatile.Read(ref _next).Task;

        public int Count { get; set; }

        public bool Removed { get; set; }

        public void Wake() => Interlocked.Exchange(ref _next, New()).TrySetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
