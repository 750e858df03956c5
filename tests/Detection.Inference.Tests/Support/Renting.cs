using Detection.Inference.Detecting;
using Detection.Inference.Serving;
using Xunit;

namespace Detection.Inference.Tests.Support;

internal static class Renting
{
    /// <summary>Rents a model that must be there; the default for null.</summary>
    public static DetectorLease Rent(this IModelRegistry registry, string? name = null)
    {
        Assert.True(registry.TryRent(name, out var lease), $"There is no model '{name}'.");
        return lease;
    }

    /// <summary>A model of a registry whose files do not change: it needs no lease to stay.</summary>
    public static IDetector Detector(this IModelRegistry registry, string? name = null)
    {
        using var lease = registry.Rent(name);
        return lease.Detector;
    }
}
