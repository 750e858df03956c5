using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Detection.Api.Rest;

/// <summary>
/// The JSON of a completed task with its annotated picture in it. The picture goes from the store to the client in pieces: it may
/// have many megabytes, and several clients may ask at once.
/// </summary>
/// <param name="task">All properties but the picture; serialised as an object that has at least one.</param>
/// <param name="picture">The annotated JPEG, with a length; this result disposes it. Null: there is none.</param>
internal sealed class StreamedTask(object task, Stream? picture) : IResult
{
    // A multiple of three: Base64 pads only the last piece.
    private const int PieceLength = 3 * 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var source = picture;
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var start = JsonSerializer.SerializeToUtf8Bytes(task, task.GetType(), json).AsMemory()[..^1];
        var open = source is null ? ",\"annotated_image\":null"u8.ToArray() : ",\"annotated_image\":\"data:image/jpeg;base64,"u8.ToArray();
        var end = source is null ? "}"u8.ToArray() : "\"}"u8.ToArray();

        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = start.Length + open.Length + (source is null ? 0 : 4 * ((source.Length + 2) / 3)) + end.Length;
        await response.Body.WriteAsync(start, httpContext.RequestAborted);
        await response.Body.WriteAsync(open, httpContext.RequestAborted);
        if (source is not null)
            await WriteBase64Async(source, response.Body, httpContext.RequestAborted);
        await response.Body.WriteAsync(end, httpContext.RequestAborted);
    }

    private static async Task WriteBase64Async(Stream source, Stream body, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(PieceLength)];
        for (var left = source.Length; left > 0;)
        {
            var length = (int)Math.Min(left, PieceLength);
            await source.ReadExactlyAsync(piece.AsMemory(0, length), cancellationToken);
            Base64.EncodeToUtf8(piece.AsSpan(0, length), text, out _, out var written, isFinalBlock: true);
            await body.WriteAsync(text.AsMemory(0, written), cancellationToken);
            left -= length;
        }
    }
}
