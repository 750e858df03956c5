using System.Diagnostics.CodeAnalysis;

namespace Detection.Inference.Serving;

/// <summary>The models on offer, which may change at run time. Safe for concurrent use.</summary>
public interface IModelRegistry
{
    /// <summary>The models on offer now: the same object until something changes, then another.</summary>
    ModelSnapshot Current { get; }

    /// <summary>Rents a model by its exact name, or the default one.</summary>
    /// <param name="name">Null: the model that is the default at this moment.</param>
    /// <param name="lease">Keeps this version of the model alive, even if another replaces it meanwhile. The caller disposes it.</param>
    /// <returns>False where there is no model of this name.</returns>
    bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease);
}
