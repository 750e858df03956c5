using System.Text;
using static Detection.Imaging.Tests.Headers;

namespace Detection.Imaging.Tests;

public sealed class ImageHeaderReaderTests
{
    [Fact]
    public void Should_reject_nothing_at_all_as_empty() => AssertRejected(ImageProblem.Empty, "no bytes", Read([]));

    [Fact]
    public void Should_wait_for_the_first_bytes() =>
        Assert.Equal(HeaderStatus.NeedMoreData, ImageHeaderReader.Read([], complete: false).Status);

    [Theory]
    [InlineData("GIF89a..........", "a GIF")]
    [InlineData("BM..............", "a BMP")]
    [InlineData("II*\0............", "a TIFF")]
    [InlineData("MM\0*............", "a TIFF")]
    [InlineData("\0\0\u0001\0............", "an ICO")]
    [InlineData("\0\0\0 ftypavif....", "an AVIF")]
    [InlineData("\0\0\0 ftypheic....", "a HEIC")]
    [InlineData("\0\0\0 ftypmif1....", "a HEIC")]
    [InlineData("\0\0\0 ftypisom....", "a video")]
    [InlineData("\0\0\0\fjP  \r\n......", "a JPEG 2000")]
    [InlineData("\0\0\0\fJXL \r\n......", "a JPEG XL")]
    [InlineData("8BPS............", "a Photoshop document")]
    [InlineData("%PDF-1.7........", "a PDF")]
    [InlineData("PK\u0003\u0004............", "a ZIP archive")]
    [InlineData("<?xml version='1.0'?><svg width='9'/>", "an SVG")]
    [InlineData("<!DOCTYPE html><p>", "a web page")]
    [InlineData("RIFF....WAVEfmt ", "not a picture in a known format")]
    [InlineData("just some text", "not a picture in a known format")]
    [InlineData("x", "not a picture in a known format")]
    public void Should_name_what_was_sent_and_what_is_wanted(string content, string name)
    {
        var result = Read(Encoding.Latin1.GetBytes(content));
        AssertRejected(ImageProblem.Unsupported, name, result);
        Assert.EndsWith("send JPEG, PNG or WebP.", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--frame\r\n\r\n\u0089PNG\r\n\u001A\n", "A PNG begins 11 bytes in;")]
    [InlineData("Content-Type: image/jpeg\r\n\r\n\u00FF\u00D8\u00FF\u00E0", "A JPEG begins 28 bytes in;")]
    public void Should_say_where_a_picture_begins_that_something_precedes(string content, string reason) =>
        AssertRejected(ImageProblem.Unsupported, reason, Read(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_read_what_OpenCV_writes(string extension)
    {
        var result = Read(Pictures.Encode(37, 23, extension));
        Assert.Equal(HeaderStatus.Found, result.Status);
        Assert.Equal((37, 23), (result.Header.Width, result.Header.Height));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_never_contradict_itself_as_bytes_arrive(string extension) =>
        HeaderProperties.AssertConsistentAtEveryLength(Pictures.Encode(37, 23, extension));

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_answer_whatever_bits_flip(string extension) =>
        HeaderProperties.AssertAnswersWhateverBitsFlip(Pictures.Encode(37, 23, extension), rounds: 20_000, seed: 1);

    [Fact]
    public void Should_throw_what_the_result_says()
    {
        var exception = Assert.Throws<ImageRejectedException>(() => Read([]).GetHeader());
        Assert.Equal(ImageProblem.Empty, exception.Problem);
        Assert.Throws<InvalidOperationException>(() => ImageHeaderReader.Read([], complete: false).GetHeader());
    }
}
