using System.Diagnostics.CodeAnalysis;
using Detection.Inference.Serving;

namespace Detection.Worker.Tests.Support;

/// <summary>Another registry's models, and how many leases of them are out.</summary>
internal sealed class CountingRegistry(IModelRegistry models) : IModelRegistry
{
    private int _rented;
    private int _out;

    /// <summary>Leases so far.</summary>
    public int Rented => _rented;

    /// <summary>Leases that have not ended.</summary>
    public int Out => _out;

    public ModelSnapshot Current => models.Current;

    public bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease)
    {
        if (!models.TryRent(name, out lease))
            return false;
        var rented = lease;
        Interlocked.Increment(ref _rented);
        Interlocked.Increment(ref _out);
        lease = new DetectorLease(rented.Detector, () =>
        {
            rented.Dispose();
            Interlocked.Decrement(ref _out);
        });
        return true;
    }
}
