using BenchmarkDotNet.Attributes;
using Detection.Imaging;

namespace Detection.MicroBenchmarks;

/// <summary>What is done to the pixels of one picture.</summary>
public class PictureBenchmarks
{
    private static readonly DecodeTarget Target = new(640, 640);

    private readonly ImageDecoder _decoder = new(new ImageLimits());
    private readonly Annotator _annotator = new();
    private readonly byte[] _jpeg = Samples.Photograph();
    private readonly byte[] _largeJpeg = Samples.LargePhotograph();
    private readonly FoundObject[] _boxes = Samples.Boxes();

    private DecodedImage _image = null!;
    private DecodedImage _large = null!;
    private LetterboxTransform _fit;
    private LetterboxTransform _largeFit;
    private float[] _tensor = [];

    [GlobalSetup]
    public void Setup()
    {
        _image = Samples.Decode(_jpeg);
        _large = Samples.Decode(_largeJpeg);
        _fit = Fit(_image);
        _largeFit = Fit(_large);
        _tensor = GC.AllocateUninitializedArray<float>(3 * 640 * 640, pinned: true);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _image.Dispose();
        _large.Dispose();
    }

    [Benchmark(Description = "header checks, 640x480")]
    public int Header() => ImageHeaderReader.Read(_jpeg, complete: true).GetHeader().Width + JpegHeader.CountScans(_jpeg, 100, out _);

    [Benchmark(Description = "decode 640x480")]
    public void Decode() => _decoder.Decode(_jpeg).Dispose();

    [Benchmark(Description = "decode 12 MP whole")]
    public void DecodeLarge() => _decoder.Decode(_largeJpeg).Dispose();

    [Benchmark(Description = "decode 12 MP for a 640x640 input")]
    public void DecodeLargeReduced() => _decoder.Decode(_largeJpeg, Target).Dispose();

    [Benchmark(Description = "letterbox 640x480")]
    public void LetterboxSame() => Letterbox.Write(_image, _fit, _tensor.AsSpan(0, _fit.TensorLength));

    [Benchmark(Description = "letterbox 12 MP")]
    public void LetterboxLarge() => Letterbox.Write(_large, _largeFit, _tensor.AsSpan(0, _largeFit.TensorLength));

    [Benchmark(Description = "draw six boxes, 640x480")]
    public void Draw() => _annotator.Draw(_image, _boxes);

    [Benchmark(Description = "encode 640x480, quality 90")]
    public void Encode() => JpegEncoder.Encode(_image, 90).Dispose();

    private static LetterboxTransform Fit(DecodedImage image) =>
        LetterboxTransform.Fit(image.Width, image.Height, Target.Width, Target.Height, 32, rectangular: true);
}
