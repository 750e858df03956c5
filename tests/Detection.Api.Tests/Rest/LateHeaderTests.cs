using System.Net;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>JPEGs that say their size behind megabytes of segments, as depth photographs do.</summary>
public sealed class LateHeaderTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync(new TestApiSettings());

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Should_accept_and_store_the_whole_picture()
    {
        var picture = BehindSegments(Pictures.Jpeg());

        using var response = await _api.PostRawAsync(picture);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (await response.JsonAsync()).GetProperty("id").GetGuid();
        Assert.Equal(picture, await _api.Client.GetByteArrayAsync($"/v1/detections/{id}/image"));
    }

    [Fact]
    public async Task Should_refuse_what_is_too_large_and_keep_nothing_of_it()
    {
        using (var response = await _api.PostRawAsync(BehindSegments(Pictures.Jpeg(width: 20_000, height: 20_000))))
            await response.AssertProblemAsync(413, ErrorCodes.ImageTooLarge);
        using (var response = await _api.PostRawAsync(BehindSegments([0xFF, 0xD8])))
            await response.AssertProblemAsync(422, ErrorCodes.ImageCorrupt);

        Assert.Equal(0, await _api.CountAsync());
        Assert.Empty(_api.Blobs());
    }

    private static byte[] BehindSegments(byte[] jpeg)
    {
        byte[] segment = [0xFF, 0xE2, 0xFF, 0xFF, .. new byte[65_533]];
        return [.. jpeg[..2], .. Enumerable.Repeat(segment, 81).SelectMany(bytes => bytes), .. jpeg[2..]];
    }
}
