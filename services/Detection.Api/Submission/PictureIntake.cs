using System.IO.Pipelines;
using Detection.Api.Settings;
using Detection.Imaging;
using Detection.Storage;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>Streams a picture into the blob store, refusing it by its header before the rest has been read.</summary>
internal sealed partial class PictureIntake(IBlobStore store, IOptions<ApiOptions> options, ILogger<PictureIntake> logger)
{
    // Before the store is asked for anything. What says its size later, behind depth maps, say, is checked on its way there.
    private const int MostHeld = 64 << 10;
    private static readonly StreamPipeReaderOptions Reading = new(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024, leaveOpen: true);

    private readonly ImageLimits _limits = new() { MaxPixels = (long)(options.Value.MaxMegapixels * 1e6) };

    /// <summary>Stores a picture of unknown length.</summary>
    /// <returns>Its key in the blob store.</returns>
    /// <exception cref="ImageRejectedException">It is empty, not a picture, or larger than allowed.</exception>
    /// <exception cref="StorageUnavailableException">The blob store is away.</exception>
    public async Task<string> StoreAsync(Guid detectionId, Stream content, CancellationToken cancellationToken)
    {
        await using var limited = new LimitedStream(content, options.Value.MaxImageBytes);
        var reader = PipeReader.Create(limited, Reading);
        var scanner = new ImageHeaderScanner();
        var seen = await ScanAsync(reader, scanner, cancellationToken);
        if (scanner.Result.Status != HeaderStatus.NeedMoreData)
            _limits.Check(scanner.Result.GetHeader());

        await using var whole = reader.AsStream();
        await using var rest = new HeaderCheckStream(whole, scanner, seen, _limits);
        return await store.WriteAsync(BlobName.Image(detectionId), rest, cancellationToken);
    }

    /// <summary>Stores a picture that came inside a message.</summary>
    /// <inheritdoc cref="StoreAsync"/>
    public async Task<string> StoreInlineAsync(Guid detectionId, byte[] content, CancellationToken cancellationToken)
    {
        CheckInlineLength(content);
        using var stream = new MemoryStream(content, writable: false);
        return await StoreAsync(detectionId, stream, cancellationToken);
    }

    /// <summary>Why a picture that came inside a message cannot be accepted, as far as its length and its header tell; null: they are fine.</summary>
    public ImageRejectedException? ProblemOf(byte[] content)
    {
        try
        {
            CheckInlineLength(content);
            _limits.Check(ImageHeaderReader.Read(content, complete: true).GetHeader());
            return null;
        }
        catch (ImageRejectedException e)
        {
            return e;
        }
    }

    /// <summary>Removes a picture whose submission is refused. Where that fails, the sweep of orphans removes it later.</summary>
    public async Task DiscardAsync(string key)
    {
        try
        {
            await store.DeleteAsync(key, CancellationToken.None);
        }
        catch (StorageUnavailableException e)
        {
            LogKept(logger, key, e.Message);
        }
    }

    private void CheckInlineLength(byte[] content)
    {
        if (content.Length <= options.Value.InlineMaxBytes)
            return;
        throw new ImageRejectedException(
            ImageProblem.TooLarge,
            $"The picture is {content.Length} bytes; at most {options.Value.InlineMaxBytes} may travel inside a message. Submit it over REST, or send a blob reference.");
    }

    /// <summary>Reads until the header is known, or as much as is held; returns how much that is. It stays in the pipe and is stored with the rest.</summary>
    private static async Task<long> ScanAsync(PipeReader reader, ImageHeaderScanner scanner, CancellationToken cancellationToken)
    {
        for (var seen = 0L; ;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            foreach (var piece in read.Buffer.Slice(seen))
                scanner.Feed(piece.Span);
            seen = read.Buffer.Length;
            if (read.IsCompleted)
                scanner.End();
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (scanner.Result.Status != HeaderStatus.NeedMoreData || seen >= MostHeld)
                return seen;
        }
    }

    [LoggerMessage(1131, LogLevel.Warning, "The picture {Key} of a refused submission stays in the store for now: {Reason}")]
    private static partial void LogKept(ILogger logger, string key, string reason);
}
