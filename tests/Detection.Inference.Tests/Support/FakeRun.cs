namespace Detection.Inference.Tests.Support;

/// <summary>A run that <see cref="FakeRunner"/> was asked for.</summary>
/// <param name="Width">Of the inputs.</param>
/// <param name="Height">Of the inputs.</param>
/// <param name="Pictures">The number that each input is full of; 0 is padding.</param>
/// <param name="Memory">Where they lay.</param>
internal sealed record FakeRun(int Width, int Height, byte[] Pictures, object Memory)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets a held run end.</summary>
    public void Release() => _released.TrySetResult();

    /// <exception cref="TimeoutException">The test forgot to release it.</exception>
    public void Wait()
    {
        if (!_released.Task.Wait(FakeRunner.Patience))
            throw new TimeoutException("Nobody released the run.");
    }
}
