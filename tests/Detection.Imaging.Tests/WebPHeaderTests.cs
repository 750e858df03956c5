using static Detection.Imaging.Tests.Headers;

namespace Detection.Imaging.Tests;

public sealed class WebPHeaderTests
{
    [Fact]
    public void Should_read_a_lossy_header() =>
        AssertFound(ImageFormat.WebP, 128, 16_383, Read(WebP("VP8 ", 0x10, 0, 0, 0x9D, 0x01, 0x2A, 128, 0x40, 0xFF, 0x3F)));

    [Fact]
    public void Should_read_a_lossless_header() =>
        AssertFound(ImageFormat.WebP, 1, 16_384, Read(WebP("VP8L", 0x2F, 0x00, 0xC0, 0xFF, 0x0F)));

    [Fact]
    public void Should_read_an_extended_header() =>
        AssertFound(ImageFormat.WebP, 300, 1 << 24, Read(WebP("VP8X", 0x10, 0, 0, 0, 0x2B, 1, 0, 0xFF, 0xFF, 0xFF)));

    [Fact]
    public void Should_say_that_animations_are_not_supported() =>
        AssertRejected(ImageProblem.Unsupported, "animated WebP", Read(WebP("VP8X", 0x02, 0, 0, 0, 7, 0, 0, 7, 0, 0)));

    [Fact]
    public void Should_reject_a_lossy_size_of_zero() =>
        AssertRejected(ImageProblem.Corrupt, "0 x 5", Read(WebP("VP8 ", 0x10, 0, 0, 0x9D, 0x01, 0x2A, 0, 0, 5, 0)));

    [Theory]
    [InlineData("VP8 ")] // neither a start code
    [InlineData("VP8L")] // nor a signature
    [InlineData("EXIF")]
    public void Should_reject_damaged_chunks(string chunk) =>
        AssertRejected(ImageProblem.Corrupt, "WebP", Read(WebP(chunk)));

    [Fact]
    public void Should_reject_a_frame_that_depends_on_another() =>
        AssertRejected(ImageProblem.Corrupt, "lossy", Read(WebP("VP8 ", 0x11, 0, 0, 0x9D, 0x01, 0x2A, 8, 0, 8, 0)));
}
