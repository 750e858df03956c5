using Detection.Imaging;
using Detection.Storage;

namespace Detection.Worker.Pipeline;

/// <summary>Draws what was found onto a picture, and stores that.</summary>
internal sealed class PictureAnnotator(Annotator annotator, ImagingThreads threads, IBlobStore store, TimeProvider time)
{
    /// <summary>Draws on an imaging thread, frees the pixels, and stores the JPEG: a picture that waits for the disk takes no room.</summary>
    /// <param name="detectionId">Names the blob.</param>
    /// <param name="picture">Drawn upon, and disposed.</param>
    /// <param name="found">What to draw.</param>
    /// <param name="stages">Told of the times.</param>
    /// <param name="cancellationToken">Ends waits; the blob may then be there or not.</param>
    /// <returns>Key of the blob.</returns>
    /// <exception cref="StorageUnavailableException">The store is away: try again.</exception>
    public async Task<string> AnnotateAsync(
        Guid detectionId, LoadedPicture picture, IReadOnlyList<FoundObject> found, StageLog stages, CancellationToken cancellationToken)
    {
        var (drawn, waited, ran) = await threads.EndAsync(() => Draw(picture, found), cancellationToken);
        using var jpeg = drawn;
        stages.Wait += waited;
        stages.Annotate = ran;

        var clock = new StageClock(time);
        var key = await store.WriteAsync(BlobName.Annotated(detectionId), jpeg.Memory, cancellationToken);
        stages.Store = clock.Lap();
        return key;
    }

    private EncodedImage Draw(LoadedPicture picture, IReadOnlyList<FoundObject> found)
    {
        using (picture)
            return annotator.AnnotateJpeg(picture.Drawn, found);
    }
}
