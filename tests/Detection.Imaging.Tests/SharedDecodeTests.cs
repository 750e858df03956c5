using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>The decoder on real files.</summary>
public sealed class SharedDecodeTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [SharedTheory]
    [InlineData("Landscape_3.jpg", "Landscape_1.jpg", 1800, 1200)]
    [InlineData("Landscape_6.jpg", "Landscape_1.jpg", 1800, 1200)]
    [InlineData("Landscape_8.jpg", "Landscape_1.jpg", 1800, 1200)]
    [InlineData("Portrait_5.jpg", "Portrait_2.jpg", 1200, 1800)]
    [InlineData("Portrait_8.jpg", "Portrait_2.jpg", 1200, 1800)]
    public void Should_show_the_same_picture_whatever_its_orientation(string name, string reference, int width, int height)
    {
        using var picture = Decoder.Decode(SharedPictures.Read("exif", name));
        using var same = Decoder.Decode(SharedPictures.Read("exif", reference));
        Assert.Equal((width, height), (picture.Width, picture.Height));
        using var small = Pictures.Thumbnail(picture, 60, 60);
        using var sameSmall = Pictures.Thumbnail(same, 60, 60);
        // The files differ in their orientation's number, which is written into the picture.
        Assert.InRange(Pictures.Difference(small, sameSmall), 0, 6);
    }

    [SharedTheory]
    [InlineData("hopper.png", 128, 128)]
    [InlineData("hopper.webp", 128, 128)]
    [InlineData("hopper_gray.jpg", 128, 128)]
    [InlineData("hopper_orientation_6.webp", 128, 128)]
    [InlineData("pil_sample_cmyk.jpg", 100, 100)]
    [InlineData("Channel_digital_image_CMYK_color.jpg", 500, 333)]
    [InlineData("16-bit-grey-alpha.png", 109, 96)]
    [InlineData("Flag_of_the_Netherlands-16bit.png", 900, 600)]
    [InlineData("pil123rgba.png", 162, 150)]
    [InlineData("5_webp_a.webp", 300, 300)]
    [InlineData("flower.webp", 480, 360)]
    [InlineData("gamma_dalai_lama_gray.jpg", 258, 222)]
    [InlineData("ultrahdr.jpg", 1512, 2688)]
    [InlineData("exif_imagemagick_orientation.png", 512, 512)]
    [InlineData("2x2_fdcce6.png", 2, 2)]
    public void Should_decode_every_still_picture(string name, int width, int height)
    {
        using var picture = Decoder.Decode(SharedPictures.Read("formats", name));
        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [SharedFact]
    public void Should_see_the_colours_that_are_there()
    {
        using var tiny = Decoder.Decode(SharedPictures.Read("formats", "2x2_fdcce6.png"));
        Assert.Equal(((byte)0x6E, (byte)0xCC, (byte)0xFD), Pictures.At(tiny, 0, 0));

        using var flag = Decoder.Decode(SharedPictures.Read("formats", "Flag_of_the_Netherlands-16bit.png"));
        var (blue, green, red) = Pictures.At(flag, 450, 60);
        Assert.True(red > 150 && green < 60 && blue < 80, $"{red} {green} {blue}");
        (blue, green, red) = Pictures.At(flag, 450, 300);
        Assert.True(red > 240 && green > 240 && blue > 240, $"{red} {green} {blue}");
        (blue, green, red) = Pictures.At(flag, 450, 560);
        Assert.True(blue > 100 && red < 60, $"{red} {green} {blue}");

        using var png = Decoder.Decode(SharedPictures.Read("formats", "hopper.png"));
        using var webp = Decoder.Decode(SharedPictures.Read("formats", "hopper.webp"));
        Assert.InRange(Pictures.Difference(png, webp), 0, 8);

        using var grey = Decoder.Decode(SharedPictures.Read("formats", "hopper_gray.jpg"));
        var pixel = Pictures.At(grey, 64, 64);
        Assert.True(pixel.Blue == pixel.Green && pixel.Green == pixel.Red);
    }

    [SharedFact]
    public void Should_turn_a_WebP_as_its_orientation_says()
    {
        using var upright = Decoder.Decode(SharedPictures.Read("formats", "hopper.webp"));
        using var turned = Decoder.Decode(SharedPictures.Read("formats", "hopper_orientation_6.webp"));
        Assert.InRange(Pictures.Difference(upright, turned), 0, 10);
    }

    [SharedTheory]
    [InlineData("rotating-squares.webp", "animated")]
    [InlineData("big-height.webp", "animated")]
    [InlineData("hopper.gif", "a GIF")]
    [InlineData("hopper.bmp", "a BMP")]
    [InlineData("hopper.tif", "a TIFF")]
    [InlineData("avif_hopper.avif", "an AVIF")]
    public void Should_name_what_is_not_supported(string name, string words)
    {
        var exception = Assert.Throws<ImageRejectedException>(() => Decoder.Decode(SharedPictures.Read("formats", name)));
        Assert.Equal(ImageProblem.Unsupported, exception.Problem);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [SharedTheory]
    [InlineData("craft-beer.jpg", 6000, 4000)]
    [InlineData("japanese-shop.jpg", 4217, 2817)]
    public void Should_decode_24_megapixels(string name, int width, int height)
    {
        using var picture = Decoder.Decode(SharedPictures.Read("large", name));
        Assert.Equal((width, height), (picture.Width, picture.Height));
    }

    [SharedFact]
    public void Should_survive_every_hostile_file_and_be_right_afterwards()
    {
        var answers = new Dictionary<string, ImageProblem?>();
        foreach (var (name, bytes) in SharedPictures.In("hostile"))
        {
            try
            {
                using var picture = Decoder.Decode(bytes);
                answers[name] = null;
            }
            catch (ImageRejectedException rejection)
            {
                answers[name] = rejection.Problem;
            }
        }

        Assert.Equal(ImageProblem.TooLarge, answers["hostile/sharp_65536-uint32-limit.png"]);
        Assert.Equal(ImageProblem.Corrupt, answers["hostile/pillow_broken_data_stream.png"]);
        Assert.Equal(ImageProblem.Corrupt, answers["hostile/sharp_corrupt-header.jpg"]);
        Assert.Equal(ImageProblem.Unsupported, answers["hostile/pillow_bmp_b_reallybig.bmp"]);
        Assert.Null(answers["hostile/local_polyglot_jpeg_zip.jpg"]);
        Assert.Null(answers["hostile/local_bus_truncated_half.jpg"]);

        using var hopper = Decoder.Decode(SharedPictures.Read("formats", "hopper.png"));
        Assert.Equal((128, 128), (hopper.Width, hopper.Height));
    }

    [SharedFact]
    public void Should_survive_damage_to_real_files()
    {
        var small = SharedPictures.In("formats").Concat(SharedPictures.In("hostile")).Where(file => file.Bytes.Length < 32_000);
        foreach (var (_, bytes) in small)
            Damage.AssertSurvives(Decoder, bytes, rounds: 60, seed: bytes.Length);
    }
}
