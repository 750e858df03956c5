using System.Diagnostics.CodeAnalysis;
using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Models;

namespace Detection.Inference.Serving;

/// <summary>A model as loaded from one content of its file; freed when it is retired and its last lease has ended.</summary>
internal sealed class ModelGeneration : IDisposable
{
    private readonly Lock _freeing = new();
    private readonly Detector _detector;
    private readonly Action<ModelGeneration> _freed;
    private readonly Action _release;
    private int _users = 1; // Until retired, the registry itself.
    private int _retired;
    private bool _filled;
    private bool _gone; // Under _freeing.

    /// <param name="detector">Owned from here on.</param>
    /// <param name="stamp">Of the content that it was loaded from.</param>
    /// <param name="freed">Called once, when the detector is disposed.</param>
    public ModelGeneration(Detector detector, FileStamp stamp, Action<ModelGeneration> freed) =>
        (_detector, Stamp, _freed, _release) = (detector, stamp, freed, Release);

    public ModelInfo Model => _detector.Model;

    public FileStamp Stamp { get; }

    /// <inheritdoc cref="Detector.Fill"/>
    /// <remarks>Only the first call does anything. Call it from one thread at a time.</remarks>
    public void Fill()
    {
        if (_filled)
            return;
        _detector.Fill();
        _filled = true;
    }

    /// <summary>Rents it; false once it is retired and its last lease has ended.</summary>
    public bool TryRent([NotNullWhen(true)] out DetectorLease? lease)
    {
        lease = null;
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var before = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (before == users)
            {
                lease = new DetectorLease(_detector, _release);
                return true;
            }

            users = before;
        }

        return false;
    }

    /// <summary>Frees it after its last lease. May be called twice.</summary>
    public void Retire()
    {
        if (Interlocked.Exchange(ref _retired, 1) == 0)
            Release();
    }

    /// <summary>
    /// Refuses further pictures, waits for those in the network, and frees the detector at once, leases or not. May be
    /// called again, also concurrently: each call returns once the detector is freed.
    /// </summary>
    public void Dispose()
    {
        lock (_freeing)
        {
            if (_gone)
                return;
            _detector.Dispose();
            _gone = true;
            _freed(this);
        }
    }

    // Freeing joins threads and unmaps memory: not on the consumer's thread, where the last lease ends.
    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _ = Task.Run(Dispose);
    }
}
