using System.Buffers.Binary;
using System.Text;

namespace Detection.Imaging.Tests;

/// <summary>Files that consist of little but a header.</summary>
internal static class Headers
{
    public static byte[] Jpeg(int width, int height, byte marker = 0xC0, byte precision = 8, byte components = 3, byte[]? before = null)
    {
        byte[] frame =
        [
            0xFF, marker, 0, (byte)(8 + 3 * components), precision,
            (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, components,
            .. Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0x11, 0 }),
        ];
        return [0xFF, 0xD8, .. before ?? Segment(0xE0, 14), .. frame];
    }

    /// <summary>A segment of zeros.</summary>
    public static byte[] Segment(byte marker, int dataLength)
    {
        var segment = new byte[4 + dataLength];
        (segment[0], segment[1]) = (0xFF, marker);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + dataLength));
        return segment;
    }

    public static byte[] Png(uint width, uint height, byte bitDepth = 8, byte colourType = 2)
    {
        var png = new byte[33];
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 }.CopyTo(png, 0);
        "IHDR"u8.CopyTo(png.AsSpan(12));
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        (png[24], png[25]) = (bitDepth, colourType);
        return png;
    }

    public static byte[] WebP(string chunk, params byte[] data)
    {
        var webp = new byte[Math.Max(32, 20 + data.Length)];
        "RIFF"u8.CopyTo(webp);
        BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(4), webp.Length - 8);
        "WEBP"u8.CopyTo(webp.AsSpan(8));
        Encoding.ASCII.GetBytes(chunk, webp.AsSpan(12));
        BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(16), data.Length);
        data.CopyTo(webp, 20);
        return webp;
    }

    public static HeaderResult Read(byte[] bytes) => ImageHeaderReader.Read(bytes, complete: true);

    public static void AssertFound(ImageFormat format, int width, int height, HeaderResult result)
    {
        Assert.Equal(HeaderStatus.Found, result.Status);
        Assert.Equal(new ImageHeader(format, width, height), result.Header);
    }

    public static void AssertRejected(ImageProblem problem, string word, HeaderResult result)
    {
        Assert.Equal(HeaderStatus.Rejected, result.Status);
        Assert.Equal(problem, result.Problem);
        Assert.Contains(word, result.Message, StringComparison.Ordinal);
    }
}
