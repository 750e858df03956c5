using Detection.Contracts;
using Detection.Imaging;
using Detection.Storage;
using Detection.Worker.Settings;
using Microsoft.Extensions.Options;

namespace Detection.Worker.Pipeline;

/// <summary>Brings a command's picture into memory as upright pixels.</summary>
/// <remarks>
/// 1. fetch the encoded picture; 2. check its header; 3. wait for room for what decoding takes; 4. decode on an imaging
/// thread, within a deadline. Native code cannot be interrupted: a decode that is given up keeps its bytes and its room
/// until it ends.
/// </remarks>
internal sealed class PictureLoader(
    PictureSource source, ImageLimits limits, ImageDecoder decoder, PixelBudget budget, ImagingThreads threads,
    IOptions<WorkerOptions> options, TimeProvider time)
{
    /// <param name="job">Has the picture, or says where it is.</param>
    /// <param name="target">What the model is to see of it.</param>
    /// <param name="draw">Whether it is to be drawn upon as well.</param>
    /// <param name="stages">Told of the times.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The picture, the caller's to dispose.</returns>
    /// <exception cref="DetectionRejectedException">There is none, too much of it, or it cannot be decoded in time.</exception>
    /// <exception cref="StorageUnavailableException">The store is away: try again.</exception>
    public async Task<LoadedPicture> LoadAsync(
        DetectionJob job, DecodeTarget target, bool draw, StageLog stages, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        var bytes = await source.FetchAsync(job, cancellationToken);
        PixelRoom? room = null;
        try
        {
            stages.Fetch = clock.Lap();
            var memory = Checked(() => Measure(bytes));
            stages.Decode = clock.Lap();
            room = await budget.EnterAsync(memory / DecodeMemory.BytesPerPixel, cancellationToken);
            stages.Wait += clock.Lap();
            var (picture, waited, ran) = await threads.BeginAsync(
                () => Checked(() => Decode(bytes, target, draw, room)), options.Value.DecodeLimit, late => Free(late, bytes, room), cancellationToken);
            stages.Wait += waited;
            stages.Decode += ran;
            bytes.Dispose();
            return picture;
        }
        catch (WorkGivenUpException)
        {
            throw new DetectionRejectedException(
                ErrorCodes.ImageTooLarge, $"Decoding the picture takes more than {options.Value.DecodeSeconds} seconds, which is more than any usual one does.");
        }
        catch
        {
            Free(null, bytes, room);
            throw;
        }
    }

    private static void Free(LoadedPicture? picture, PictureBytes bytes, PixelRoom? room)
    {
        picture?.Dispose();
        bytes.Dispose();
        room?.Dispose();
    }

    // What the model sees does not depend on what is drawn: a large JPEG is decoded twice, for it and for the eye.
    private LoadedPicture Decode(PictureBytes bytes, DecodeTarget target, bool draw, PixelRoom room)
    {
        var seen = decoder.Decode(bytes.Memory, target);
        try
        {
            var drawn = draw && seen.IsReduced ? decoder.Decode(bytes.Memory) : seen;
            room.Shrink((long)seen.Width * seen.Height);
            return new LoadedPicture(seen, drawn, room);
        }
        catch
        {
            seen.Dispose();
            throw;
        }
    }

    // A picture that is too large is refused before it waits for room. All its pixels count, however it is
    // decoded, and what decoding takes besides: a progressive JPEG's coefficients are twice as much again.
    private long Measure(PictureBytes bytes)
    {
        var header = ImageHeaderReader.Read(bytes.Memory.Span, complete: true).GetHeader();
        limits.Check(header);
        return DecodeMemory.Of(bytes.Memory.Span, header);
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
