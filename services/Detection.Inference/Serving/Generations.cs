using Detection.Inference.Detecting;
using Detection.Inference.Files;

namespace Detection.Inference.Serving;

/// <summary>All loaded models that are not freed yet, those that serve and those whose last pictures are under way.</summary>
internal sealed class Generations : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ModelGeneration> _alive = [];
    private bool _disposed;

    /// <summary>How many are not freed yet.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _alive.Count;
        }
    }

    /// <param name="detector">Owned from here on.</param>
    /// <param name="stamp">Of the content that it was loaded from.</param>
    /// <exception cref="ObjectDisposedException">Nobody will serve any more; the detector is disposed.</exception>
    public ModelGeneration Add(Detector detector, FileStamp stamp)
    {
        var generation = new ModelGeneration(detector, stamp, Forget);
        lock (_lock)
        {
            if (!_disposed)
            {
                _alive.Add(generation);
                return generation;
            }
        }

        generation.Dispose();
        throw new ObjectDisposedException(nameof(Generations));
    }

    /// <summary>Retires every other one.</summary>
    public void RetireAllBut(IReadOnlySet<ModelGeneration> kept)
    {
        foreach (var generation in Alive().Where(generation => !kept.Contains(generation)))
            generation.Retire();
    }

    /// <summary>Refuses further pictures and returns when those in the networks are done and everything is freed.</summary>
    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        foreach (var generation in Alive())
            generation.Dispose();
    }

    private ModelGeneration[] Alive()
    {
        lock (_lock)
            return [.. _alive];
    }

    private void Forget(ModelGeneration generation)
    {
        lock (_lock)
            _alive.Remove(generation);
    }
}
