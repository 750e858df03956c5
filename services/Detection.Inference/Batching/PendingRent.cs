using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>A picture that waits for a place.</summary>
/// <param name="width">Of its input, in pixels.</param>
/// <param name="height">Of its input, in pixels.</param>
/// <param name="arrived">When it came, by the clock's timestamp.</param>
internal sealed class PendingRent(int width, int height, long arrived)
    : TaskCompletionSource<IExecutionSlot>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int Width => width;

    public int Height => height;

    public long Arrived => arrived;
}
