using System.Buffers;
using System.IO.Pipelines;
using Detection.Imaging;
using Detection.Storage;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>Streams a picture into the blob store, refusing it by its header before the rest has been read.</summary>
internal sealed partial class PictureIntake(IBlobStore store, IOptions<ApiOptions> options, ILogger<PictureIntake> logger)
{
    // Enough for every marker and profile that cameras and editors put before a picture's size.
    private const int LongestHeader = 4 << 20;
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
        _limits.Check(await ReadHeaderAsync(reader, cancellationToken));

        await using var rest = reader.AsStream();
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

    // What is examined stays in the pipe and is stored with the rest.
    private static async Task<ImageHeader> ReadHeaderAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var result = Inspect(read.Buffer, read.IsCompleted || read.Buffer.Length >= LongestHeader);
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (result.Status != HeaderStatus.NeedMoreData)
                return result.GetHeader();
        }
    }

    private static HeaderResult Inspect(in ReadOnlySequence<byte> prefix, bool complete)
    {
        if (prefix.IsSingleSegment)
            return ImageHeaderReader.Read(prefix.FirstSpan, complete);

        var length = (int)prefix.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            prefix.CopyTo(copy);
            return ImageHeaderReader.Read(copy.AsSpan(0, length), complete);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    [LoggerMessage(1131, LogLevel.Warning, "The picture {Key} of a refused submission stays in the store for now: {Reason}")]
    private static partial void LogKept(ILogger logger, string key, string reason);
}
