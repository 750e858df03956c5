using Detection.Imaging;

namespace Detection.Worker.Pipeline;

/// <summary>A decoded picture and the room that it takes; disposing it frees both.</summary>
internal sealed class LoadedPicture(DecodedImage image, PixelRoom room) : IDisposable
{
    public DecodedImage Image => image;

    public void Dispose()
    {
        image.Dispose();
        room.Dispose();
    }
}
