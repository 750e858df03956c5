using Detection.Inference.Models;

namespace Detection.Inference.Serving;

/// <summary>The models on offer at one moment.</summary>
/// <param name="Models">By name; at least one.</param>
/// <param name="DefaultName">Name of the model that is used if a request names none.</param>
/// <param name="Rejected">
/// Model files that were found and are not offered, in the order of the search. A file that was good before and is bad now is
/// listed here while its model serves as it was.
/// </param>
public sealed record ModelSnapshot(IReadOnlyList<ModelInfo> Models, string DefaultName, IReadOnlyList<RejectedModel> Rejected)
{
    /// <summary>The model that is used if a request names none.</summary>
    public ModelInfo Default => Models.First(model => model.Name == DefaultName);
}
