using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>The real models on a picture of known content: four persons and a bus.</summary>
public sealed class KnownPicturesTests(YoloFixture yolo) : IClassFixture<YoloFixture>
{
    private const int Person = 0, Bus = 5;

    [SharedFact]
    public void Should_offer_both_detection_models_and_refuse_the_pose_model()
    {
        var registry = yolo.Registry();

        Assert.Equal(["yolov8n", "yolov8n-uint8"], registry.Current.Models.Select(m => m.Name));
        Assert.Equal("yolov8n", registry.Current.Default.Name);
        Assert.Equal(80, registry.Current.Default.Labels.Count);
        Assert.Equal("hair drier", registry.Current.Default.Labels[78]);
        Assert.Equal([true, false], registry.Current.Models.Select(m => m.DynamicSize));
        Assert.Contains("'pose' model", Assert.Single(registry.Current.Rejected).Reason, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task Should_find_four_persons_and_a_bus()
    {
        using var image = yolo.Decode(SharedFolder.Of("images", "known", "bus.jpg"));

        // The fourth person, at the left edge, is half out of the picture and scores 0.31.
        var found = (await yolo.Registry().Detector().DetectAsync(
            image, new DetectParameters(Confidence: 0.3f, Classes: new HashSet<int> { Person, Bus }), default)).Objects;

        AssertBoxes(found, confidence: 0.02f, pixels: 4,
        [
            new(Person, "person", 0.897f, 50.6f, 395.9f, 196.8f, 507f),
            new(Person, "person", 0.888f, 670.3f, 380.4f, 139.3f, 495.6f),
            new(Bus, "bus", 0.861f, 21.5f, 226.7f, 784.7f, 524.8f),
            new(Person, "person", 0.855f, 221.3f, 405.4f, 123f, 452.6f),
            new(Person, "person", 0.315f, 0f, 551f, 65f, 323.8f),
        ]);
    }

    [SharedFact]
    public async Task Should_find_the_bus_with_the_quantised_model()
    {
        var detector = yolo.Registry().Detector("yolov8n-uint8");
        using var image = yolo.Decode(SharedFolder.Of("images", "known", "bus.jpg"));

        var found = (await detector.DetectAsync(
            image, new DetectParameters(Confidence: 0.5f, Classes: new HashSet<int> { Bus }), default)).Objects;

        // Eight bits cost some precision: the box of the fp32 model within 5 % of the bus's width.
        AssertBoxes(found, confidence: 0.3f, pixels: 39, [new(Bus, "bus", 0.861f, 21.5f, 226.7f, 784.7f, 524.8f)]);
    }

    [SharedFact]
    public async Task Should_find_the_same_in_parallel_as_alone()
    {
        using var image = yolo.Decode(SharedFolder.Of("images", "known", "zidane.jpg"));
        var detector = yolo.Registry().Detector();
        var alone = (await detector.DetectAsync(image, new DetectParameters(), default)).Objects;

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => Task.Run(() => detector.DetectAsync(image, new DetectParameters(), default).AsTask())));

        Assert.NotEmpty(alone);
        Assert.All(results, r => Assert.Equal(alone, r.Objects));
    }

    private static void AssertBoxes(IReadOnlyList<FoundObject> found, float confidence, float pixels, FoundObject[] expected)
    {
        Assert.Equal(expected.Select(o => o.Label), found.Select(o => o.Label));
        foreach (var (e, f) in expected.Zip(found))
        {
            Assert.Equal(e.Confidence, f.Confidence, confidence);
            Assert.Equal(e.X, f.X, pixels);
            Assert.Equal(e.Y, f.Y, pixels);
            Assert.Equal(e.X + e.Width, f.X + f.Width, pixels);
            Assert.Equal(e.Y + e.Height, f.Y + f.Height, pixels);
        }
    }
}
