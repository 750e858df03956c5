namespace Detection.Worker.Pipeline;

/// <summary>Room for one decoded picture in a <see cref="PixelBudget"/>, until it is disposed.</summary>
internal sealed class PixelRoom(PixelBudget budget, long size) : IDisposable
{
    private PixelBudget? _budget = budget;
    private long _size = size;

    /// <summary>Gives back what is more than <paramref name="pixels"/>. Not while another disposes it.</summary>
    public void Shrink(long pixels)
    {
        var more = _size - pixels;
        if (more <= 0)
            return;
        _size = pixels;
        _budget?.Leave(more);
    }

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Leave(_size);
}
