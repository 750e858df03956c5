using System.Buffers;
using Detection.Contracts;
using Detection.Storage;
using Detection.Worker.Settings;
using Microsoft.Extensions.Options;

namespace Detection.Worker.Pipeline;

/// <summary>Brings a command's encoded picture into memory.</summary>
internal sealed class PictureSource(IBlobStore store, IOptions<WorkerOptions> options)
{
    /// <summary>Fetches the picture; an inline one is stored on the way, so that it can be looked at later like any other.</summary>
    /// <returns>The bytes, the caller's to dispose.</returns>
    /// <exception cref="DetectionRejectedException">There is none, or too much of it.</exception>
    /// <exception cref="StorageUnavailableException">The store is away: try again.</exception>
    public async Task<PictureBytes> FetchAsync(DetectionJob job, CancellationToken cancellationToken)
    {
        switch (job.Command.Image)
        {
            case { Blob: { } key, Content: null }:
                return await ReadAsync(key, cancellationToken);
            case { Content: { } content, Blob: null }:
                return await KeepAsync(job, content, cancellationToken);
            case { Content: { }, Blob: { } }:
                throw new DetectionRejectedException(ErrorCodes.OptionsInvalid, "The command's image has both content and blob; give one.");
            default:
                throw new DetectionRejectedException(ErrorCodes.ImageMissing, "The command has no image: neither content nor blob.");
        }
    }

    private async Task<PictureBytes> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var stream = BlobKey.IsValid(key) ? await store.OpenReadAsync(key, cancellationToken) : null;
        if (stream is null)
            throw new DetectionRejectedException(ErrorCodes.ImageMissing, "The picture is not in the blob store.");
        if (stream.Length > options.Value.MaxImageBytes)
            throw TooLarge(stream.Length, options.Value.MaxImageBytes);

        var bytes = new PictureBytes(ArrayPool<byte>.Shared.Rent((int)Math.Max(1, stream.Length)), (int)stream.Length);
        try
        {
            await stream.ReadExactlyAsync(bytes.Writable, cancellationToken);
            return bytes;
        }
        catch (Exception e)
        {
            bytes.Dispose();
            if (e is IOException)
                throw new StorageUnavailableException($"The picture could not be read: {e.Message}", e);
            throw;
        }
    }

    private async Task<PictureBytes> KeepAsync(DetectionJob job, byte[] content, CancellationToken cancellationToken)
    {
        if (content.Length == 0)
            throw new DetectionRejectedException(ErrorCodes.ImageEmpty, "The command's image has no bytes.");
        if (content.Length > options.Value.InlineMaxBytes)
            throw TooLarge(content.Length, options.Value.InlineMaxBytes);

        job.ImageBlob = await store.WriteAsync(BlobName.Image(job.Command.DetectionId), content, cancellationToken);
        return new PictureBytes(content);
    }

    private static DetectionRejectedException TooLarge(long length, long limit) =>
        new(ErrorCodes.ImageTooLarge, $"The picture is {length} bytes; at most {limit} are allowed here.");
}
