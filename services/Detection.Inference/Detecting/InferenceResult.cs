using Detection.Imaging;

namespace Detection.Inference.Detecting;

/// <summary>The objects that a model found in a picture.</summary>
/// <param name="Objects">Most confident first.</param>
/// <param name="Times">Where the time went.</param>
/// <param name="BatchSize">Pictures that shared the run of the network, this one included.</param>
public sealed record InferenceResult(IReadOnlyList<FoundObject> Objects, InferenceTimes Times, int BatchSize = 1);
