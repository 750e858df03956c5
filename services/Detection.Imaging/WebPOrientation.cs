using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Finds the EXIF orientation of a WebP: browsers honour it, OpenCV's decoder does not in every version.</summary>
/// <remarks>The EXIF chunk holds a TIFF header and a directory (RFC 9649, 2.7.1.5; TIFF 6.0, section 2). Never throws.</remarks>
internal static class WebPOrientation
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;
    private const int DirectoryEntry = 12;
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation, or <see cref="ExifOrientation.Upright"/> where there is none that makes sense.</summary>
    public static ExifOrientation Read(ReadOnlySpan<byte> webp)
    {
        long position = FirstChunk;
        while (position + ChunkHeader <= webp.Length)
        {
            var chunk = webp[(int)position..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8))
                return ReadTiff(chunk[ChunkHeader..(int)Math.Min(chunk.Length, ChunkHeader + (long)length)]);
            position += ChunkHeader + length + (length & 1); // chunks are padded to even lengths
        }

        return ExifOrientation.Upright;
    }

    private static ExifOrientation ReadTiff(ReadOnlySpan<byte> exif)
    {
        // JPEG's prefix, which some writers leave in.
        var tiff = exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;
        var isLittleEndian = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !(isLittleEndian || tiff.StartsWith("MM\0*"u8)))
            return ExifOrientation.Upright;

        var directory = isLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return ExifOrientation.Upright;

        var entries = tiff[((int)directory + 2)..];
        for (var left = UInt16(tiff[(int)directory..]); left > 0 && entries.Length >= DirectoryEntry; left--)
        {
            if (UInt16(entries) == OrientationTag)
                return UInt16(entries[8..]) is >= 1 and <= 8 and var value ? (ExifOrientation)value : ExifOrientation.Upright;
            entries = entries[DirectoryEntry..];
        }

        return ExifOrientation.Upright;

        ushort UInt16(ReadOnlySpan<byte> bytes) => isLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
