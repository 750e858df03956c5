using Detection.Contracts;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Support;

/// <summary>
/// A numbered picture for the model "blocks": one square in each half of a grey PNG, at places and in colours that its
/// number gives. No two numbers below 459 have the same result, so a result that went to the wrong detection shows.
/// </summary>
/// <param name="Number">0 to 458.</param>
/// <param name="Scale">1: 640x480, which the model takes as it is; 2: 1280x960, and so on.</param>
internal sealed record DrawnPicture(int Number, int Scale = 1)
{
    private const double Tolerance = 1.5; // pixels of the model's input
    private static readonly string[] Labels = ["red", "green", "blue"];

    public int Width => 640 * Scale;

    public int Height => 480 * Scale;

    private IEnumerable<(int Class, int X, int Y)> Blocks
    {
        get
        {
            yield return (Number % 3, Cell(Number % 17), Cell(Number / 17 % 27));
            yield return ((Number + 1) % 3, (320 * Scale) + Cell(Number * 7 % 17), Cell(Number * 5 % 27));
        }
    }

    private int Side => TestModels.BlockSide * Scale;

    /// <summary>The picture, encoded.</summary>
    public byte[] ToPng() => BlocksPicture.Png(Width, Height, [.. Blocks.Select(block => (block.Class, block.X, block.Y, Side))]);

    /// <summary>Exactly this picture's squares were found, in its size.</summary>
    public void AssertFound(DetectionDocument detection)
    {
        Assert.True(detection.Status == "Completed", $"{detection.Id}: {detection.Status}, {detection.Error}");
        Assert.Equal((Width, Height), (detection.Image?.Width, detection.Image?.Height));
        AssertFound(detection.Detections!);
    }

    /// <inheritdoc cref="AssertFound(DetectionDocument)"/>
    public void AssertFound(IReadOnlyList<DetectedObject> found)
    {
        Assert.Equal(2, found.Count);
        Assert.All(Blocks, block =>
        {
            var match = Assert.Single(found, one => one.ClassId == block.Class && one.Label == Labels[block.Class]);
            Assert.InRange(match.Confidence, 0.95, 1);
            Assert.Equal([block.X, block.Y, Side, Side], [match.Box.X, match.Box.Y, match.Box.Width, match.Box.Height], Near);
        });
    }

    private bool Near(double expected, double actual) => Math.Abs(expected - actual) <= Tolerance * Scale;

    private int Cell(int index) => index * TestModels.CellSide * Scale;
}
