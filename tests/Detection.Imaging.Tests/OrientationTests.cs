using System.Buffers.Binary;

namespace Detection.Imaging.Tests;

/// <summary>The EXIF orientation, set by hand in files that are otherwise the same.</summary>
public sealed class OrientationTests
{
    private const int Width = 48;
    private const int Height = 32;

    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_bring_every_orientation_upright(string extension, ushort orientation)
    {
        using var stored = Pictures.Gradient(Width, Height);
        using var decoded = Decoder.Decode(WithOrientation(Pictures.Encode(stored, extension), extension, orientation));
        using var expected = Upright(stored, orientation);
        Assert.Equal((expected.Width, expected.Height), (decoded.Width, decoded.Height));
        Assert.InRange(Pictures.Difference(expected, decoded), 0, extension == ".jpg" ? 4 : 0);
    }

    public static TheoryData<string, ushort> Cases()
    {
        var cases = new TheoryData<string, ushort>();
        foreach (var extension in (string[])[".jpg", ".png", ".webp"])
        {
            for (ushort orientation = 0; orientation <= 9; orientation++) // 0 and 9 mean nothing
                cases.Add(extension, orientation);
        }

        return cases;
    }

    /// <summary>Straight from the definition: where the first stored row and column lie in the upright picture.</summary>
    private static DecodedImage Upright(DecodedImage stored, ushort orientation)
    {
        var isTurned = orientation is >= 5 and <= 8;
        int width = isTurned ? Height : Width, height = isTurned ? Width : Height;
        return Pictures.Draw(width, height, (x, y) => orientation switch
        {
            2 => Pictures.At(stored, Width - 1 - x, y),
            3 => Pictures.At(stored, Width - 1 - x, Height - 1 - y),
            4 => Pictures.At(stored, x, Height - 1 - y),
            5 => Pictures.At(stored, y, x),
            6 => Pictures.At(stored, y, Height - 1 - x),
            7 => Pictures.At(stored, Width - 1 - y, Height - 1 - x),
            8 => Pictures.At(stored, Width - 1 - y, x),
            _ => Pictures.At(stored, x, y),
        });
    }

    private static byte[] WithOrientation(byte[] picture, string extension, ushort orientation)
    {
        byte[] tiff = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return extension switch
        {
            ".jpg" => [.. picture[..2], 0xFF, 0xE1, 0, (byte)(8 + tiff.Length), .. "Exif\0\0"u8, .. tiff, .. picture[2..]],
            ".png" => [.. picture[..33], .. PngFile.Chunk("eXIf"u8, tiff), .. picture[33..]],
            _ => Extended(picture, tiff),
        };
    }

    private static byte[] Extended(byte[] webp, byte[] tiff)
    {
        byte[] header = [8, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0];
        byte[] extended = [.. Headers.WebP("VP8X", header)[..30], .. webp[12..], .. "EXIF"u8, (byte)tiff.Length, 0, 0, 0, .. tiff];
        BinaryPrimitives.WriteInt32LittleEndian(extended.AsSpan(4), extended.Length - 8);
        return extended;
    }
}
