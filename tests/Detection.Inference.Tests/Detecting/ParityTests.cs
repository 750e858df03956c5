using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;
using Box = Detection.Inference.Tests.Support.ReferenceDetections.Box;

namespace Detection.Inference.Tests.Detecting;

/// <summary>Against an independent pipeline with the same model: Ultralytics' letterbox, suppression and box scaling.</summary>
public sealed class ParityTests(YoloFixture yolo, ITestOutputHelper output) : IClassFixture<YoloFixture>
{
    [SharedTheory]
    [InlineData("known", true, "yolov8n-known-rect.json")]
    [InlineData("known", false, "yolov8n-known.json")]
    [InlineData("coco", true, "yolov8n-coco-rect.json")]
    [InlineData("coco", false, "yolov8n-coco.json")]
    public async Task Should_find_what_the_reference_finds(string folder, bool rectangular, string reference)
    {
        var expected = ReferenceDetections.Read(reference);
        var detector = yolo.Registry(rectangular).Detector();
        var found = await Task.WhenAll(expected.Keys.Select(name => Task.Run(() => Detect(detector, folder, name))));

        Parity ours = new(), theirs = new();
        foreach (var (name, width, height, boxes) in found)
        {
            Assert.Equal((expected[name].Width, expected[name].Height), (width, height));
            ours.Add(name, boxes, expected[name].Detections.ToArray());
            theirs.Add(name, expected[name].Detections, boxes);
        }

        output.WriteLine($"{expected.Count} pictures. Ours in the reference: {ours}. The reference in ours: {theirs}.");
        output.WriteLine($"Loosest: {ours.Loosest}");
        foreach (var line in ours.Unmatched.Concat(theirs.Unmatched))
            output.WriteLine($"no partner: {line}");
        Assert.True(ours.Total >= expected.Count && theirs.Total >= expected.Count, "Too few detections to compare.");
        Assert.InRange(ours.Share, 0.99, 1);
        Assert.InRange(theirs.Share, 0.99, 1);
    }

    private async Task<(string Name, int Width, int Height, Box[] Boxes)> Detect(IDetector detector, string folder, string name)
    {
        using var image = yolo.Decode(SharedFolder.Of("images", folder, name));
        var result = await detector.DetectAsync(image, new DetectParameters(), default);
        return (name, image.Width, image.Height,
            [.. result.Objects.Select(o => new Box(o.ClassId, o.Confidence, o.X, o.Y, o.X + o.Width, o.Y + o.Height))]);
    }
}
