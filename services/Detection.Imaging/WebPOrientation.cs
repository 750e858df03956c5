using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Finds the EXIF orientation of a WebP: browsers honour it, OpenCV's decoder does not in every version.</summary>
/// <remarks>RFC 9649, 2.7.1.5. Never throws.</remarks>
internal static class WebPOrientation
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    /// <summary>The orientation, or <see cref="ExifOrientation.Upright"/> where there is none that makes sense.</summary>
    public static ExifOrientation Read(ReadOnlySpan<byte> webp)
    {
        long position = FirstChunk;
        while (position + ChunkHeader <= webp.Length)
        {
            var chunk = webp[(int)position..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8))
                return ExifDirectory.Orientation(chunk[ChunkHeader..(int)Math.Min(chunk.Length, ChunkHeader + (long)length)]);
            position += ChunkHeader + length + (length & 1); // chunks are padded to even lengths
        }

        return ExifOrientation.Upright;
    }
}
