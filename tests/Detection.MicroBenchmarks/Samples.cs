using Detection.Imaging;
using Detection.Testing;

namespace Detection.MicroBenchmarks;

/// <summary>What the benchmarks work on: photographs of ../shared where they are, else what the repository holds.</summary>
internal static class Samples
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    /// <summary>A JPEG of the usual size: 640 x 480 pixels, the one of median length.</summary>
    public static byte[] Photograph() => SharedFolder.Path is null
        ? File.ReadAllBytes(Repository.Of("services", "Detection.Api", "Page", "wwwroot", "samples", "street.jpg"))
        : Median([.. Directory.GetFiles(SharedFolder.Of("images", "coco"), "*.jpg").Select(File.ReadAllBytes).Where(Is640By480)]);

    /// <summary>A JPEG of 12 megapixels.</summary>
    public static byte[] LargePhotograph()
    {
        if (SharedFolder.Path is not null)
            return File.ReadAllBytes(SharedFolder.Of("images", "large", "japanese-shop.jpg"));
        const int Width = 4000, Height = 3000;
        var bgr = new byte[3 * Width * Height];
        for (var i = 0; i < bgr.Length; i++)
            bgr[i] = (byte)(i % (3 * Width) / 12 ^ i / (3 * Width));
        using var image = DecodedImage.FromBgr(Width, Height, bgr);
        using var jpeg = JpegEncoder.Encode(image, 90);
        return jpeg.Memory.ToArray();
    }

    public static DecodedImage Decode(byte[] jpeg) => Decoder.Decode(jpeg);

    /// <summary>Six boxes, about as many as a photograph of COCO shows.</summary>
    public static FoundObject[] Boxes() =>
    [
        new(0, "person", 0.91f, 20, 60, 150, 400),
        new(0, "person", 0.88f, 200, 80, 120, 380),
        new(2, "car", 0.76f, 330, 200, 280, 160),
        new(9, "traffic light", 0.64f, 500, 20, 40, 90),
        new(16, "dog", 0.55f, 400, 350, 110, 100),
        new(56, "chair", 0.31f, 90, 300, 100, 150),
    ];

    private static bool Is640By480(byte[] jpeg) => ImageHeaderReader.Read(jpeg, complete: true).Header is { Width: 640, Height: 480 };

    private static byte[] Median(byte[][] pictures) => pictures.OrderBy(picture => picture.Length).ElementAt(pictures.Length / 2);
}
