using Detection.Inference.Execution;

namespace Detection.Inference.Tests.Support;

/// <summary>Runs nothing, and counts how often it was freed.</summary>
internal sealed class FakeBackend : IExecutionBackend
{
    private int _disposals;

    public string Description => "nothing";

    public int LargestBatch => 1;

    public int Disposals => Volatile.Read(ref _disposals);

    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct) => throw new NotSupportedException();

    public void Fill()
    {
    }

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
