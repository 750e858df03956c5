using System.Diagnostics.CodeAnalysis;
using Detection.Inference.Serving;

namespace Detection.Benchmarks.Services;

/// <summary>The models of a worker with inference switched off: one, which finds nothing at once.</summary>
internal sealed class IdleModels : IModelRegistry
{
    private readonly IdleDetector _detector = new();

    public ModelSnapshot Current => new([_detector.Model], _detector.Model.Name, []);

    public bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease)
    {
        lease = name is null || name == _detector.Model.Name ? new DetectorLease(_detector) : null;
        return lease is not null;
    }
}
