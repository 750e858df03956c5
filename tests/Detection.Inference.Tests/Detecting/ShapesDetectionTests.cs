using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>
/// The built-in model on the pictures that the page offers for a first try: the whole way from a JPEG to boxes, where the
/// truth is known from the drawings (services/Detection.Api/Page/samples) and not from the model.
/// </summary>
public sealed class ShapesDetectionTests
{
    /// <summary>Filters on the drawings shift their lines by up to eight pixels.</summary>
    private const float LeastOverlap = 0.75f;

    /// <summary>A shape that may be overlooked may also be outlined badly.</summary>
    private const float LeastOverlapOfHard = 0.6f;

    private static readonly Dictionary<string, DrawnShape[]> _samples = new()
    {
        ["collage"] =
        [
            new("star", 33, 51, 188, 194),
            new("circle", 280, 50, 184, 184),
            new("triangle", 360, 148, 164, 169),
            new("hexagon", 573, 57, 198, 187),
            new("heart", 63, 324, 193, 199),
            new("rectangle", 238, 353, 216, 182),
            new("cross", 462, 366, 160, 160),
            new("pentagon", 616, 321, 159, 157),
        ],
        ["whiteboard"] =
        [
            new("circle", 59, 84, 163, 163),
            new("arrow", 244, 136, 139, 63),
            new("rectangle", 408, 96, 197, 141),
            new("triangle", 626, 96, 157, 143),
            new("arrow", 474, 258, 61, 120, Hard: true),
            new("star", 421, 382, 182, 173),
            new("heart", 56, 339, 180, 177),
            new("cross", 281, 376, 97, 104),
            new("hexagon", 622, 354, 151, 132),
        ],
        ["signs"] =
        [
            new("triangle", 39, 51, 230, 202),
            new("circle", 299, 49, 203, 203, Hard: true),
            new("arrow", 355, 88, 90, 124, Hard: true),
            new("pentagon", 549, 44, 198, 189),
            new("rectangle", 308, 286, 183, 111),
            new("rectangle", 571, 281, 154, 154, Hard: true),
            new("cross", 598, 308, 100, 100),
            new("hexagon", 77, 273, 154, 134),
        ],
        ["notebook"] =
        [
            new("star", 155, 74, 156, 154),
            new("circle", 558, 88, 153, 125),
            new("triangle", 170, 333, 161, 148),
            new("heart", 360, 81, 147, 146, Also: "circle"),
            new("rectangle", 402, 315, 121, 105),
            new("arrow", 600, 325, 113, 65),
            new("pentagon", 408, 441, 123, 118),
            new("cross", 608, 454, 104, 102),
        ],
    };

    public static TheoryData<string> Samples => [.. _samples.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Should_find_the_shapes_where_they_were_drawn(string sample)
    {
        var found = await DetectAsync(sample);

        // One to one: each shape has its box, and no box is left over.
        var missed = _samples[sample].Where(shape => !shape.Hard && found.Count(f => Shows(f, shape)) != 1);
        var invented = found.Where(f => _samples[sample].Count(shape => Shows(f, shape) || IsTakenFor(f, shape)) != 1);
        var wrong = string.Join(Environment.NewLine, (string[])[.. missed.Select(shape => $"not found once: {shape}"), .. invented.Select(f => $"not drawn: {f}")]);
        Assert.True(wrong.Length == 0, wrong);
    }

    /// <summary>Ink on nothing: what one sees on white, not what is hidden under it.</summary>
    [SharedFact]
    public async Task Should_find_what_is_drawn_on_nothing()
    {
        var found = await DetectAsync(await File.ReadAllBytesAsync(SharedFolder.Of("cases", "pictures", "ink-on-transparent.png")));

        Assert.Equal(
            [("circle", 0.99), ("rectangle", 0.98), ("triangle", 0.94)],
            found.Select(f => (f.Label, Math.Round(f.Confidence, 2))));
    }

    private static bool Shows(in FoundObject found, DrawnShape shape) =>
        found.Label == shape.Label && shape.Overlap(found) >= (shape.Hard ? LeastOverlapOfHard : LeastOverlap);

    private static bool IsTakenFor(in FoundObject found, DrawnShape shape) =>
        found.Label == shape.Also && shape.Overlap(found) >= LeastOverlap;

    private static async Task<IReadOnlyList<FoundObject>> DetectAsync(string sample) => await DetectAsync(
        await File.ReadAllBytesAsync(Repository.Of("services", "Detection.Api", "Page", "wwwroot", "samples", $"{sample}.jpg")));

    private static async Task<IReadOnlyList<FoundObject>> DetectAsync(byte[] picture)
    {
        using var registry = Registries.Load(Repository.Of("infra", "models", "shapes"));
        using var image = new ImageDecoder(new ImageLimits()).Decode(picture);
        return (await registry.Detector().DetectAsync(image, new DetectParameters(Confidence: 0.3f), default)).Objects;
    }
}
