using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>The output of a run; lives until it is disposed.</summary>
internal interface IBatchOutput : IDisposable
{
    /// <summary>Of the input at <paramref name="index"/>. Safe to call from many threads.</summary>
    ModelOutput Of(int index);
}
