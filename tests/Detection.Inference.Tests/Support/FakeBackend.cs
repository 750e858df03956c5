using Detection.Inference.Execution;

namespace Detection.Inference.Tests.Support;

/// <summary>Runs nothing, and counts how often it was filled and freed.</summary>
internal sealed class FakeBackend : IExecutionBackend
{
    private int _disposals;

    public string Description => Fills == 0 ? "nothing" : "nothing, filled";

    public int LargestBatch => 1;

    public int Disposals => Volatile.Read(ref _disposals);

    public int Fills { get; private set; }

    /// <summary>Thrown by filling; null: it works.</summary>
    public Exception? FillFault { get; set; }

    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct) => throw new NotSupportedException();

    public void Fill()
    {
        Fills++;
        if (FillFault is not null)
            throw FillFault;
    }

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
