using System.Buffers.Binary;

namespace Detection.Imaging.Tests;

/// <summary>Encoded pictures that are given an EXIF orientation.</summary>
internal static class Oriented
{
    /// <param name="picture">Without an orientation; a WebP of at most 256 x 256 pixels.</param>
    /// <param name="extension">.jpg, .png or .webp.</param>
    /// <param name="orientation">Below 256.</param>
    /// <param name="width">Of the picture as stored; only a WebP repeats it.</param>
    /// <param name="height">See <paramref name="width"/>.</param>
    public static byte[] Picture(byte[] picture, string extension, ushort orientation, int width = 1, int height = 1)
    {
        byte[] tiff = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return extension switch
        {
            ".jpg" => [.. picture[..2], 0xFF, 0xE1, 0, (byte)(8 + tiff.Length), .. "Exif\0\0"u8, .. tiff, .. picture[2..]],
            ".png" => [.. picture[..33], .. PngFile.Chunk("eXIf"u8, tiff), .. picture[33..]],
            _ => Extended(picture, tiff, width, height),
        };
    }

    private static byte[] Extended(byte[] webp, byte[] tiff, int width, int height)
    {
        byte[] header = [8, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] extended = [.. Headers.WebP("VP8X", header)[..30], .. webp[12..], .. "EXIF"u8, (byte)tiff.Length, 0, 0, 0, .. tiff];
        BinaryPrimitives.WriteInt32LittleEndian(extended.AsSpan(4), extended.Length - 8);
        return extended;
    }
}
