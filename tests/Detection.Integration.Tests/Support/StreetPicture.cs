using System.Text.Json;
using Detection.Contracts;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Support;

/// <summary>bus.jpg: four people and a bus, with the boxes of the reference pipeline.</summary>
internal static class StreetPicture
{
    public const int Width = 810;
    public const int Height = 1080;
    private const string Name = "bus.jpg";
    private const double Confident = 0.3;

    public static byte[] Bytes => File.ReadAllBytes(SharedFolder.Of("images", "known", Name));

    /// <summary>Four people and a bus, and everything as confident as the reference has it, where it has it.</summary>
    public static void AssertFound(DetectionDocument detection)
    {
        Assert.True(detection.Status == "Completed", $"{detection.Id}: {detection.Status}, {detection.Error}");
        Assert.Equal((Width, Height), (detection.Image?.Width, detection.Image?.Height));
        var found = detection.Detections!.Where(one => one.Confidence >= Confident).ToArray();
        Assert.Equal(4, found.Count(one => one.Label == "person"));
        Assert.InRange(Assert.Single(found, one => one.Label == "bus").Confidence, 0.5, 1);

        var expected = Reference().Where(one => one.Confidence >= Confident).ToArray();
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected, box => Assert.Single(found, one => IsSame(box, one)));
    }

    private static bool IsSame(ReferenceBox box, DetectedObject found) =>
        box.ClassId == found.ClassId && Math.Abs(box.Confidence - found.Confidence) <= 0.02 && Overlap(box, found.Box) >= 0.95;

    // Intersection over union.
    private static double Overlap(ReferenceBox a, BoundingBox b)
    {
        var width = Math.Min(a.X2, b.X + b.Width) - Math.Max(a.X1, b.X);
        var height = Math.Min(a.Y2, b.Y + b.Height) - Math.Max(a.Y1, b.Y);
        var both = Math.Max(0, width) * Math.Max(0, height);
        return both / (((a.X2 - a.X1) * (a.Y2 - a.Y1)) + (b.Width * b.Height) - both);
    }

    private static ReferenceBox[] Reference()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Of("reference", "yolov8n-known-rect.json")));
        return json.RootElement.GetProperty(Name).GetProperty("detections").Deserialize<ReferenceBox[]>(JsonSerializerOptions.Web)!;
    }

    private sealed record ReferenceBox(int ClassId, double Confidence, double X1, double Y1, double X2, double Y2);
}
