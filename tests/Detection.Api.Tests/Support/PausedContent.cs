using System.Net;

namespace Detection.Api.Tests.Support;

/// <summary>A body that stops in the middle until the test lets it go on.</summary>
internal sealed class PausedContent(byte[] bytes, int after) : HttpContent
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Go() => _go.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(0, after));
        await stream.FlushAsync();
        await _go.Task;
        await stream.WriteAsync(bytes.AsMemory(after));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
