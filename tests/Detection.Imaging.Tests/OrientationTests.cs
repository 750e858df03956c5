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
        using var decoded = Decoder.Decode(Oriented.Picture(Pictures.Encode(stored, extension), extension, orientation, Width, Height));
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
}
