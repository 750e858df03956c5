namespace Emgu.Util;

/// <summary>An object with something to release: once, on <see cref="Dispose"/> or by the finalizer.</summary>
public abstract class DisposableObject : IDisposable
{
    private int _disposed;

    ~DisposableObject() => DisposeOnce();

    /// <summary>Releases what the object holds. Further calls do nothing.</summary>
    public void Dispose()
    {
        DisposeOnce();
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the unmanaged resources; called exactly once, possibly on the finalizer thread.</summary>
    protected abstract void DisposeObject();

    private void DisposeOnce()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            DisposeObject();
    }
}
