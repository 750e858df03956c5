namespace Detection.Inference.Detecting;

/// <summary>Whether the GPU still runs models. The host acts on it: this process cannot repair a dead GPU.</summary>
public sealed class GpuHealth
{
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes with the reason when the GPU is found dead; never if it works or there is none. From then on failing pictures
    /// are held and not answered: another process may succeed.
    /// </summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Reports the GPU dead. The first reason stays.</summary>
    public void Break(string reason) => _broken.TrySetResult(reason);
}
