using Detection.Contracts;
using Detection.Imaging;
using Detection.Storage;

namespace Detection.Worker.Pipeline;

/// <summary>Brings a command's picture into memory as upright pixels.</summary>
/// <remarks>
/// 1. fetch the encoded picture; 2. check its header; 3. wait for room for its pixels; 4. decode on an imaging thread.
/// </remarks>
internal sealed class PictureLoader(
    PictureSource source, ImageLimits limits, ImageDecoder decoder, PixelBudget budget, ImagingThreads threads, TimeProvider time)
{
    /// <param name="job">Has the picture, or says where it is.</param>
    /// <param name="target">What it is decoded for; null for all its pixels.</param>
    /// <param name="stages">Told of the times.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The picture, the caller's to dispose.</returns>
    /// <exception cref="DetectionRejectedException">There is none, too much of it, or it cannot be decoded.</exception>
    /// <exception cref="StorageUnavailableException">The store is away: try again.</exception>
    public async Task<LoadedPicture> LoadAsync(
        DetectionJob job, DecodeTarget? target, StageLog stages, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        using var bytes = await source.FetchAsync(job, cancellationToken);
        stages.Fetch = clock.Lap();

        var pixels = Checked(() => Measure(bytes));
        stages.Decode = clock.Lap();
        var room = await budget.EnterAsync(pixels, cancellationToken);
        try
        {
            stages.Wait += clock.Lap();
            var (image, waited, ran) = await threads.BeginAsync(() => Checked(() => decoder.Decode(bytes.Memory, target)), cancellationToken);
            stages.Wait += waited;
            stages.Decode += ran;
            return new LoadedPicture(image, room);
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    // A picture that is too large is refused before it waits for room. All its pixels count, however it is
    // decoded: a progressive JPEG's coefficients take as much.
    private long Measure(PictureBytes bytes)
    {
        var header = ImageHeaderReader.Read(bytes.Memory.Span, complete: true).GetHeader();
        limits.Check(header);
        return header.Pixels;
    }

    private static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImageRejectedException e)
        {
            throw new DetectionRejectedException(CodeOf(e.Problem), e.Message);
        }
    }

    private static string CodeOf(ImageProblem problem) => problem switch
    {
        ImageProblem.Empty => ErrorCodes.ImageEmpty,
        ImageProblem.Unsupported => ErrorCodes.ImageUnsupported,
        ImageProblem.TooLarge => ErrorCodes.ImageTooLarge,
        _ => ErrorCodes.ImageCorrupt,
    };
}
