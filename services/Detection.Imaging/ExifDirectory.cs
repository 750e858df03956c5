using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Reads the orientation from EXIF data: a TIFF header and a directory (TIFF 6.0, section 2). Never throws.</summary>
internal static class ExifDirectory
{
    private const int DirectoryEntry = 12;
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation, or <see cref="ExifOrientation.Upright"/> where there is none that makes sense.</summary>
    public static ExifOrientation Orientation(ReadOnlySpan<byte> exif)
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
