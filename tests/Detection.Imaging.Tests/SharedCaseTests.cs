using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>Pictures that went wrong.</summary>
public sealed class SharedCaseTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    /// <summary>12 bits in 16.</summary>
    [SharedFact]
    public void Should_make_the_brightest_of_12_bits_bright()
    {
        using var decoded = Decoder.Decode(Case("grey16-0-4095.png"));

        Assert.Equal((0, 255), (Pictures.Bytes(decoded).ToArray().Min(), Pictures.Bytes(decoded).ToArray().Max()));
    }

    [SharedFact]
    public void Should_show_ink_on_white()
    {
        using var decoded = Decoder.Decode(Case("ink-on-transparent.png"));

        Assert.Equal((255, 255, 255), Pictures.At(decoded, 0, 0));
    }

    [SharedFact]
    public void Should_say_where_a_picture_begins_that_something_precedes()
    {
        var e = Assert.Throws<ImageRejectedException>(() => Decoder.Decode(Case("boundary-before-jpeg.jpg")));

        Assert.Equal(ImageProblem.Unsupported, e.Problem);
        Assert.StartsWith("A JPEG begins 37 bytes in;", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Case(string name) => File.ReadAllBytes(SharedFolder.Of("cases", "pictures", name));
}
