using System.Collections.Concurrent;

namespace Detection.Api.Submission;

/// <summary>Requests that wait for a detection to finish, woken by the saga instead of asking the database.</summary>
internal sealed class DetectionWaiters
{
    private readonly ConcurrentDictionary<Guid, Waiter> _waiters = new();

    /// <summary>How many detections are being waited for.</summary>
    public int Count => _waiters.Count;

    /// <summary>Begins to wait. Register first, then read the row: an end in between is not missed.</summary>
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

    /// <summary>Wakes all who wait for a detection.</summary>
    public void Signal(Guid detectionId)
    {
        if (_waiters.TryGetValue(detectionId, out var waiter))
            waiter.Finished.TrySetResult();
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
        /// <summary>Completes when the detection has finished.</summary>
        public Task Finished => waiter.Finished.Task;

        public void Dispose() => owner.Leave(detectionId, waiter);
    }

    /// <summary>All waits for one detection.</summary>
    internal sealed class Waiter
    {
        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }

        public bool Removed { get; set; }
    }
}
