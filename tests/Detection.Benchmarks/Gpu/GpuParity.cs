using Detection.Benchmarks.Services;
using Detection.Contracts;

namespace Detection.Benchmarks.Gpu;

/// <summary>How far the boxes of a GPU are from the CPU's, over all pictures.</summary>
/// <param name="Objects">That the CPU finds.</param>
/// <param name="Missing">Of these, without one of their class on the GPU that overlaps by 0.9 or more.</param>
/// <param name="Extra">The other way round.</param>
/// <param name="LargestScoreDifference">Of those that have one.</param>
internal sealed record GpuParity(int Objects, int Missing, int Extra, double LargestScoreDifference)
{
    private const double SameBox = 0.9;

    /// <summary>The objects of all pictures.</summary>
    /// <param name="worker">Runs them.</param>
    /// <param name="pictures">How many there are.</param>
    /// <param name="together">So many at once: alone, none would ever run in a batch.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<DetectedObject>>> FindAsync(
        InProcessWorker worker, int pictures, int together, CancellationToken cancellationToken)
    {
        var found = new List<IReadOnlyList<DetectedObject>>();
        foreach (var some in Enumerable.Range(0, pictures).Chunk(together))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = await Task.WhenAll(some.Select(picture => worker.DetectAsync(picture, annotate: false)));
            found.AddRange(results.Select(result => result.Detections));
        }

        return found;
    }

    /// <summary>Adds a picture.</summary>
    public GpuParity With(IReadOnlyList<DetectedObject> expected, IReadOnlyList<DetectedObject> found)
    {
        var left = found.ToList();
        var (missing, largest) = (Missing, LargestScoreDifference);
        foreach (var one in expected)
        {
            var nearest = left.Where(other => other.ClassId == one.ClassId).MaxBy(other => IoU(other.Box, one.Box));
            if (nearest is null || IoU(nearest.Box, one.Box) < SameBox)
            {
                missing++;
                continue;
            }

            left.Remove(nearest);
            largest = Math.Max(largest, Math.Abs(nearest.Confidence - one.Confidence));
        }

        return new GpuParity(Objects + expected.Count, missing, Extra + left.Count, largest);
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Objects} objects on the CPU, {Missing} missing, {Extra} extra, scores differ by {LargestScoreDifference:0.0000} at most");

    private static double IoU(BoundingBox a, BoundingBox b)
    {
        var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        if (width <= 0 || height <= 0)
            return 0;
        var both = width * height;
        return both / ((a.Width * a.Height) + (b.Width * b.Height) - both);
    }
}
