namespace Detection.Worker.Pipeline;

/// <summary>Room for one decoded picture in a <see cref="PixelBudget"/>, until it is disposed.</summary>
internal sealed class PixelRoom(PixelBudget budget, long size) : IDisposable
{
    private PixelBudget? _budget = budget;

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Leave(size);
}
