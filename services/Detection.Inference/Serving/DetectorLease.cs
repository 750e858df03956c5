using Detection.Inference.Detecting;

namespace Detection.Inference.Serving;

/// <summary>The use of a detector for one picture: it is not freed before the lease ends.</summary>
/// <param name="detector">The rented detector.</param>
/// <param name="ended">Called once, when the lease ends; null: not called.</param>
public sealed class DetectorLease(IDetector detector, Action? ended = null) : IDisposable
{
    private int _disposed;

    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public IDetector Detector
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return detector;
        }
    }

    /// <summary>Ends the lease.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            ended?.Invoke();
    }
}
