using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Loading;

/// <summary>Runs the self-test's picture in a batch with another one.</summary>
internal static class SharedRun
{
    /// <summary>The picture's output.</summary>
    /// <param name="backend">Takes two pictures at once, and has nothing else to do meanwhile.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="height">Of the input, in pixels.</param>
    /// <param name="size">Pictures that shared the run: 2 if all is well.</param>
    /// <exception cref="InferenceException">The network failed.</exception>
    public static float[] Infer(IExecutionBackend backend, int width, int height, out int size)
    {
        // A rented place keeps the batch from beginning until it is written, so both share one.
        using var other = Rent();
        using var slot = Rent();
        SelfTestPicture.Draw(other, turned: true);
        SelfTestPicture.Draw(slot);
        var beside = other.RunAsync(CancellationToken.None).AsTask();
        size = slot.RunAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().BatchSize;
        beside.GetAwaiter().GetResult();
        return slot.Output.ToArray();

        IExecutionSlot Rent() => backend.RentAsync(width, height, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
