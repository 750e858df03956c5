using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>The header reader on real files.</summary>
public sealed class SharedHeaderTests
{
    // What the file command and a WebP dissector say. None: rejected, for the reason given.
    private static readonly Dictionary<string, object> Expected = new()
    {
        ["known/bus.jpg"] = (ImageFormat.Jpeg, 810, 1080),
        ["known/dog_frisbee_1080x810.jpg"] = (ImageFormat.Jpeg, 1080, 810),
        ["known/pizza.jpg"] = (ImageFormat.Jpeg, 640, 480),
        ["known/sports.jpg"] = (ImageFormat.Jpeg, 1200, 798),
        ["known/teddy.jpg"] = (ImageFormat.Jpeg, 570, 480),
        ["known/zidane.jpg"] = (ImageFormat.Jpeg, 1280, 720),
        ["exif/Landscape_1.jpg"] = (ImageFormat.Jpeg, 1800, 1200),
        ["exif/Landscape_3.jpg"] = (ImageFormat.Jpeg, 1800, 1200),
        ["exif/Landscape_6.jpg"] = (ImageFormat.Jpeg, 1200, 1800),
        ["exif/Landscape_8.jpg"] = (ImageFormat.Jpeg, 1200, 1800),
        ["exif/Portrait_2.jpg"] = (ImageFormat.Jpeg, 1200, 1800),
        ["exif/Portrait_5.jpg"] = (ImageFormat.Jpeg, 1800, 1200),
        ["exif/Portrait_8.jpg"] = (ImageFormat.Jpeg, 1800, 1200),
        ["formats/16-bit-grey-alpha.png"] = (ImageFormat.Png, 109, 96),
        ["formats/2x2_fdcce6.png"] = (ImageFormat.Png, 2, 2),
        ["formats/5_webp_a.webp"] = (ImageFormat.WebP, 300, 300),
        ["formats/Channel_digital_image_CMYK_color.jpg"] = (ImageFormat.Jpeg, 500, 333),
        ["formats/Flag_of_the_Netherlands-16bit.png"] = (ImageFormat.Png, 900, 600),
        ["formats/avif_hopper.avif"] = ImageProblem.Unsupported,
        ["formats/big-height.webp"] = ImageProblem.Unsupported,
        ["formats/exif_imagemagick_orientation.png"] = (ImageFormat.Png, 512, 512),
        ["formats/flower.webp"] = (ImageFormat.WebP, 480, 360),
        ["formats/gamma_dalai_lama_gray.jpg"] = (ImageFormat.Jpeg, 258, 222),
        ["formats/hopper.bmp"] = ImageProblem.Unsupported,
        ["formats/hopper.gif"] = ImageProblem.Unsupported,
        ["formats/hopper.png"] = (ImageFormat.Png, 128, 128),
        ["formats/hopper.tif"] = ImageProblem.Unsupported,
        ["formats/hopper.webp"] = (ImageFormat.WebP, 128, 128),
        ["formats/hopper_gray.jpg"] = (ImageFormat.Jpeg, 128, 128),
        ["formats/hopper_orientation_6.webp"] = (ImageFormat.WebP, 128, 128),
        ["formats/pil123rgba.png"] = (ImageFormat.Png, 162, 150),
        ["formats/pil_sample_cmyk.jpg"] = (ImageFormat.Jpeg, 100, 100),
        ["formats/rotating-squares.webp"] = ImageProblem.Unsupported,
        ["formats/ultrahdr.jpg"] = (ImageFormat.Jpeg, 1512, 2688),
        ["large/craft-beer.jpg"] = (ImageFormat.Jpeg, 6000, 4000),
        ["large/japanese-shop.jpg"] = (ImageFormat.Jpeg, 4217, 2817),
        ["hostile/local_bus_truncated_half.jpg"] = (ImageFormat.Jpeg, 810, 1080),
        ["hostile/local_polyglot_jpeg_zip.jpg"] = (ImageFormat.Jpeg, 128, 128),
        ["hostile/pillow_broken_data_stream.png"] = (ImageFormat.Png, 128, 128),
        ["hostile/pillow_empty_gps_ifd.jpg"] = (ImageFormat.Jpeg, 10, 10),
        ["hostile/pillow_hopper_bad_exif.jpg"] = (ImageFormat.Jpeg, 500, 500),
        ["hostile/pillow_invalid-exif.jpg"] = (ImageFormat.Jpeg, 200, 200),
        ["hostile/pillow_junk_jpeg_header.jpg"] = (ImageFormat.Jpeg, 1024, 768),
        ["hostile/pillow_png_decompression_dos.png"] = (ImageFormat.Png, 1, 1),
        ["hostile/pillow_sugarshack_bad_mpo_header.jpg"] = (ImageFormat.Jpeg, 640, 480),
        ["hostile/pillow_truncated_app14.jpg"] = (ImageFormat.Jpeg, 100, 100),
        ["hostile/pillow_truncated_exif_dpi.jpg"] = (ImageFormat.Jpeg, 480, 640),
        ["hostile/pillow_truncated_jpeg.jpg"] = (ImageFormat.Jpeg, 100, 100),
        ["hostile/sharp_65536-uint32-limit.png"] = (ImageFormat.Png, 65_536, 65_536),
        ["hostile/sharp_corrupt-header.jpg"] = ImageProblem.Corrupt,
        ["hostile/sharp_truncated.jpg"] = (ImageFormat.Jpeg, 2725, 2225),
    };

    [SharedFact]
    public void Should_give_every_file_the_answer_it_deserves()
    {
        var differing = new List<string>();
        foreach (var (name, bytes) in SharedPictures.All().Where(file => !file.Name.StartsWith("coco", StringComparison.Ordinal)))
        {
            var result = ImageHeaderReader.Read(bytes, complete: true);
            object actual = result.Status == HeaderStatus.Found
                ? (result.Header.Format, result.Header.Width, result.Header.Height)
                : result.Problem;
            var isKnown = Expected.TryGetValue(name, out var expected);
            expected ??= ImageProblem.Unsupported; // the hostile BMP, TIFF and ICO
            Assert.True(isKnown || Path.GetExtension(name) is ".bmp" or ".tif" or ".ico", name);
            if (!actual.Equals(expected))
                differing.Add($"{name}: {actual} ({result.Message}), not {expected}");
        }

        Assert.Empty(differing);
    }

    [SharedFact]
    public void Should_read_every_photograph_of_COCO() =>
        Assert.All(SharedPictures.In("coco"), file => Assert.Equal(HeaderStatus.Found, ImageHeaderReader.Read(file.Bytes, complete: true).Status));

    [SharedFact]
    public void Should_never_contradict_itself_as_bytes_arrive()
    {
        foreach (var (_, bytes) in SharedPictures.In("formats").Concat(SharedPictures.In("hostile")))
            HeaderProperties.AssertConsistentAtEveryLength(bytes);
    }

    [SharedFact]
    public void Should_answer_whatever_bits_flip()
    {
        foreach (var (_, bytes) in SharedPictures.All())
            HeaderProperties.AssertAnswersWhateverBitsFlip(bytes, rounds: 300, seed: bytes.Length);
    }
}
