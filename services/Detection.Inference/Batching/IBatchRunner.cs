using Detection.Inference.Models;

namespace Detection.Inference.Batching;

/// <summary>Runs a network on batches, one at a time.</summary>
internal interface IBatchRunner : IDisposable
{
    /// <summary>Runs the network; the result is the caller's to dispose.</summary>
    /// <exception cref="InferenceException">The network failed on the whole of it.</exception>
    IBatchOutput Run(in BatchInput input);
}
