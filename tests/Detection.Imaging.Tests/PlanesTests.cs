namespace Detection.Imaging.Tests;

public sealed class PlanesTests
{
    [Fact]
    public void Should_split_every_length_exactly()
    {
        for (var count = 0; count <= 100; count++)
        {
            var bgr = new byte[3 * count];
            new Random(count).NextBytes(bgr);
            float[] red = new float[count], green = new float[count], blue = new float[count];

            Planes.Split(bgr, red, green, blue);

            for (var i = 0; i < count; i++)
                Assert.Equal((bgr[3 * i + 2] / 255f, bgr[3 * i + 1] / 255f, bgr[3 * i] / 255f), (red[i], green[i], blue[i]));
        }
    }

    [Fact]
    public void Should_split_every_value_exactly()
    {
        var bgr = Enumerable.Range(0, 256).SelectMany(value => Enumerable.Repeat((byte)value, 3)).ToArray();
        float[] red = new float[256], green = new float[256], blue = new float[256];
        Planes.Split(bgr, red, green, blue);
        var expected = Enumerable.Range(0, 256).Select(value => value / 255f).ToArray();
        Assert.Equal(expected, red);
        Assert.Equal(expected, green);
        Assert.Equal(expected, blue);
    }

    [Fact]
    public void Should_refuse_planes_of_other_lengths()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Planes.Split(new byte[10], new float[3], new float[3], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Planes.Split(new byte[9], new float[3], new float[2], new float[3]));
    }
}
