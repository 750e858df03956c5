using static Detection.Imaging.Tests.Headers;

namespace Detection.Imaging.Tests;

public sealed class JpegHeaderTests
{
    [Theory]
    [InlineData(0xC0, 1)]
    [InlineData(0xC1, 3)]
    [InlineData(0xC2, 4)]
    public void Should_read_what_libjpeg_decodes(byte marker, byte components) =>
        AssertFound(ImageFormat.Jpeg, 810, 1080, Read(Jpeg(810, 1080, marker, components: components)));

    [Theory]
    [InlineData(0xC3, "lossless")]
    [InlineData(0xC5, "hierarchical")]
    [InlineData(0xC9, "arithmetic")]
    [InlineData(0xCB, "lossless arithmetic")]
    public void Should_name_the_process_that_is_not_supported(byte marker, string name) =>
        AssertRejected(ImageProblem.Unsupported, name, Read(Jpeg(8, 8, marker)));

    [Fact]
    public void Should_reject_12_bits() =>
        AssertRejected(ImageProblem.Unsupported, "12 bits", Read(Jpeg(8, 8, 0xC1, precision: 12)));

    [Fact]
    public void Should_reject_two_components() =>
        AssertRejected(ImageProblem.Unsupported, "2 colour components", Read(Jpeg(8, 8, components: 2)));

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 0)]
    public void Should_reject_a_size_of_zero(int width, int height) =>
        AssertRejected(ImageProblem.Corrupt, $"{width} x {height}", Read(Jpeg(width, height)));

    [Fact]
    public void Should_skip_tables_junk_fill_bytes_and_large_segments()
    {
        byte[] before =
        [
            .. Segment(0xE1, 65_533), .. Segment(0xE2, 65_533), // nothing says that the frame is near
            0x00, 0x12, 0x34, // junk
            .. Segment(0xC4, 30), .. Segment(0xCC, 2), .. Segment(0xDB, 65),
            0xFF, 0xFF, 0xFF, // fill
            0xFF, 0x00, 0xFF, 0x01, 0xFF, 0xD3, // stuffed, TEM, RST3: without a length
        ];
        AssertFound(ImageFormat.Jpeg, 65_535, 1, Read(Jpeg(65_535, 1, before: before)));
    }

    [Fact]
    public void Should_not_take_a_frame_within_a_segment_for_the_picture()
    {
        byte[] thumbnail = [0xFF, 0xE1, 0, 12, 0xFF, 0xC0, 0, 17, 8, 0, 1, 0, 1, 3];
        AssertFound(ImageFormat.Jpeg, 640, 480, Read(Jpeg(640, 480, before: thumbnail)));
    }

    [Theory]
    [InlineData(0xD8)]
    [InlineData(0xD9)]
    [InlineData(0xDA)]
    public void Should_reject_a_picture_without_a_frame(byte marker) =>
        AssertRejected(ImageProblem.Corrupt, "no frame", Read(Jpeg(8, 8, before: Segment(marker, 8))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Should_reject_a_segment_shorter_than_its_own_length(byte length) =>
        AssertRejected(ImageProblem.Corrupt, "length", Read(Jpeg(8, 8, before: [0xFF, 0xE0, 0, length])));

    [Fact]
    public void Should_reject_a_frame_of_wrong_length()
    {
        var jpeg = Jpeg(8, 8, before: []);
        jpeg[5]++;
        AssertRejected(ImageProblem.Corrupt, "length", Read(jpeg));
    }

    [Fact]
    public void Should_count_scans_and_stop_at_the_end_of_the_picture()
    {
        byte[] scan = [.. Segment(0xDA, 6), 0x12, 0xFF, 0x00, 0xDA, 0xFF, 0xD0, 0x34];
        byte[] jpeg = [.. Jpeg(8, 8), .. scan, .. Segment(0xC4, 3), .. scan, 0xFF, 0xD9, .. scan];
        Assert.Equal(2, JpegHeader.CountScans(jpeg, 100, out var ends));
        Assert.True(ends);
        Assert.Equal(1, JpegHeader.CountScans(jpeg, 1, out ends));
        Assert.False(ends);
        Assert.Equal(2, JpegHeader.CountScans(jpeg.AsSpan(0, jpeg.LastIndexOf((byte)0xD9) - 1), 100, out ends));
        Assert.False(ends);
    }
}
