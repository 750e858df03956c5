using System.Buffers.Binary;

namespace Detection.Api.Tests.Support;

/// <summary>Pictures as far as the API looks at them: a true header, and bytes that only have to come back unchanged.</summary>
internal static class Pictures
{
    public static byte[] Png(int width = 64, int height = 48, int length = 256)
    {
        var bytes = Noise(length);
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]).CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), 13);
        "IHDR"u8.CopyTo(bytes.AsSpan(12));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        ((ReadOnlySpan<byte>)[8, 2, 0, 0, 0]).CopyTo(bytes.AsSpan(24));
        return bytes;
    }

    public static byte[] Jpeg(short width = 64, short height = 48, int length = 256)
    {
        var bytes = Noise(length);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 0, 3]).CopyTo(bytes);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(7), height);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(9), width);
        return bytes;
    }

    public static byte[] WebP(byte width = 64, byte height = 48, int length = 256)
    {
        var bytes = Noise(length);
        "RIFF"u8.CopyTo(bytes);
        "WEBPVP8X"u8.CopyTo(bytes.AsSpan(8));
        ((ReadOnlySpan<byte>)[10, 0, 0, 0, 0, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0]).CopyTo(bytes.AsSpan(16));
        return bytes;
    }

    public static byte[] Gif() => [.. "GIF89a"u8, .. Noise(64)];

    // Never 0xFF: in a JPEG that would begin a marker.
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(20260102).NextBytes(bytes);
        for (var i = 0; i < length; i++)
            bytes[i] &= 0x7F;
        return bytes;
    }
}
