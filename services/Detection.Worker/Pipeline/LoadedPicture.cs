using Detection.Imaging;

namespace Detection.Worker.Pipeline;

/// <summary>A decoded picture and the room that it takes; disposing it frees both.</summary>
/// <param name="seen">What the model sees.</param>
/// <param name="drawn">What is drawn upon; the same, unless that holds fewer pixels than the picture has.</param>
/// <param name="room">For both.</param>
internal sealed class LoadedPicture(DecodedImage seen, DecodedImage drawn, PixelRoom room) : IDisposable
{
    public DecodedImage Seen => seen;

    public DecodedImage Drawn => drawn;

    public void Dispose()
    {
        seen.Dispose();
        drawn.Dispose();
        room.Dispose();
    }
}
