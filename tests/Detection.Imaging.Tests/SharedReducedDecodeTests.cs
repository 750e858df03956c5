using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>Decoding real files for a model's input alone.</summary>
public sealed class SharedReducedDecodeTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    /// <summary>Orientations, grey, CMYK, progressive, PNG and WebP: the same size, the same picture.</summary>
    [SharedTheory]
    [InlineData("exif", 320)]
    [InlineData("formats", 32)]
    [InlineData("large", 640)]
    public void Should_show_the_same_picture(string folder, int side)
    {
        var reduced = 0;
        foreach (var (name, bytes) in SharedPictures.In(folder))
        {
            if (ImageHeaderReader.Read(bytes, complete: true).Status != HeaderStatus.Found)
                continue;
            using var whole = Decoder.Decode(bytes);
            using var small = Decoder.Decode(bytes, new DecodeTarget(side, side));

            Assert.Equal((name, whole.Width, whole.Height), (name, small.Width, small.Height));
            using var one = Pictures.Thumbnail(whole, 15, 15);
            using var other = Pictures.Thumbnail(small, 15, 15);
            Assert.True(Pictures.Difference(one, other) < 6, $"{name} differs by {Pictures.Difference(one, other)}");
            reduced += small.IsReduced ? 1 : 0;
        }

        Assert.True(reduced > 1, $"{reduced} pictures were decoded at a reduced scale.");
    }

    [SharedFact]
    public void Should_judge_every_hostile_file_as_it_does_at_full_scale()
    {
        foreach (var (name, bytes) in SharedPictures.In("hostile"))
            Assert.Equal((name, Judge(bytes, null)), (name, Judge(bytes, new DecodeTarget(32, 32))));
    }

    private static ImageProblem? Judge(byte[] bytes, DecodeTarget? target)
    {
        try
        {
            using var picture = Decoder.Decode(bytes, target);
            return null;
        }
        catch (ImageRejectedException rejection)
        {
            return rejection.Problem;
        }
    }
}
