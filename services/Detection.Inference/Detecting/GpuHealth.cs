namespace Detection.Inference.Detecting;

/// <summary>Whether the GPU still runs models, for the host to act on: this process can do nothing about it.</summary>
public sealed class GpuHealth
{
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Ends, with the reason, when the GPU has been found dead; never, where it is well or there is none. What fails on it
    /// from then on is held and not answered: another process may do better.
    /// </summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Says that it is dead. The first reason stays.</summary>
    public void Break(string reason) => _broken.TrySetResult(reason);
}
