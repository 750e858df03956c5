using System.Net.Sockets;
using System.Text;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>An upload that breaks off while its picture is being stored.</summary>
public sealed class BrokenUploadTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync(new TestApiSettings());

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Should_keep_nothing_of_a_picture_whose_sender_went_away()
    {
        var server = _api.Client.BaseAddress!;
        // The store takes pictures in pieces of 256 KiB: more than one is there before the sender goes.
        var picture = Pictures.Png(length: 1 << 20);
        using (var sender = new TcpClient(server.Host, server.Port))
        {
            await using var stream = sender.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Http.Submissions} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Length: {picture.Length}\r\n\r\n"));
            await stream.WriteAsync(picture.AsMemory(0, 600_000));
            await Eventually.TrueAsync("the picture is being stored", () => _api.Blobs().Length == 1);
        }

        // Whether the server sees an abort or an end that came too early depends on which it notices first.
        await Eventually.TrueAsync("the half of the picture is gone", () => _api.Blobs().Length == 0);
        Assert.Equal(0, await _api.CountAsync());
    }
}
