using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;
using Box = Detection.Inference.Tests.Support.ReferenceDetections.Box;

namespace Detection.Inference.Tests.Detecting;

/// <summary>Large photographs decoded for the network alone, against the same ones decoded whole.</summary>
public sealed class ReducedPicturesTests(YoloFixture yolo, ITestOutputHelper output) : IClassFixture<YoloFixture>
{
    private readonly ImageDecoder _decoder = new(new ImageLimits());

    [SharedTheory]
    [InlineData("large", "craft-beer.jpg")]
    [InlineData("large", "japanese-shop.jpg")]
    public async Task Should_find_the_same_in_the_same_places(string folder, string name)
    {
        var detector = yolo.Registry().Detector();
        var bytes = await File.ReadAllBytesAsync(SharedFolder.Of("images", folder, name));
        using var whole = _decoder.Decode(bytes);
        using var reduced = _decoder.Decode(bytes, detector.Model.DecodeTarget);

        Assert.True(reduced.IsReduced);
        Assert.Equal((whole.Width, whole.Height), (reduced.Width, reduced.Height));
        var expected = await Detect(detector, whole);
        var found = await Detect(detector, reduced);
        output.WriteLine($"{name}: {expected.Length} whole, {found.Length} reduced");
        foreach (var box in expected)
        {
            var partner = found.Where(other => other.ClassId == box.ClassId).MaxBy(other => Parity.IoU(box, other));
            output.WriteLine($"{box} {(partner is null ? "none" : $"IoU {Parity.IoU(box, partner):F3}, {partner.Confidence:F3}")}");
        }

        // Averaged pixels are not sampled ones, so confidences move; what was found for sure must be found where it was.
        Assert.All(expected.Where(box => box.Confidence >= 0.5), box => Assert.Contains(found, other => other.ClassId == box.ClassId && Parity.IoU(box, other) >= 0.8));
        Assert.All(found.Where(box => box.Confidence >= 0.5), box => Assert.Contains(expected, other => other.ClassId == box.ClassId && Parity.IoU(box, other) >= 0.8));
    }

    private static async Task<Box[]> Detect(IDetector detector, DecodedImage image)
    {
        var result = await detector.DetectAsync(image, new DetectParameters(), default);
        return [.. result.Objects.Select(o => new Box(o.ClassId, o.Confidence, o.X, o.Y, o.X + o.Width, o.Y + o.Height))];
    }
}
