using System.Runtime.InteropServices;

namespace Detection.Inference.Decoding;

/// <summary>Keeps the best of boxes that show the same object.</summary>
/// <remarks>
/// Greedy and for each class on its own, as Ultralytics does it (<c>ultralytics/utils/nms.py</c> over <c>torchvision.ops.nms</c>):
/// in order of falling confidence a box stays unless its IoU with one that stayed is above the threshold. They separate the
/// classes by adding 7,680 pixels for each class id to the coordinates; comparing only within a class is the same without
/// the rounding.
/// </remarks>
internal static class NonMaximumSuppression
{
    /// <summary>Ultralytics' <c>max_nms</c>: of more candidates only the most confident take part.</summary>
    public const int MaxCandidates = 30_000;

    /// <summary>Reorders and shortens <paramref name="candidates"/> to those that stay, most confident first.</summary>
    /// <param name="candidates">In the order of the anchors, which decides between equal confidences.</param>
    /// <param name="threshold">IoU, 0 to 1; equal to it is not above it.</param>
    /// <param name="maxDetections">At least 1.</param>
    public static void Apply(List<Candidate> candidates, float threshold, int maxDetections)
    {
        var sorted = candidates.OrderByDescending(c => c.Confidence).Take(MaxCandidates).ToArray();
        candidates.Clear();
        foreach (var candidate in sorted)
        {
            if (candidates.Count == maxDetections)
                break;
            if (!IsCovered(candidate, candidates, threshold))
                candidates.Add(candidate);
        }
    }

    private static bool IsCovered(in Candidate candidate, List<Candidate> kept, float threshold)
    {
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(kept))
        {
            if (other.ClassId == candidate.ClassId && IntersectionOverUnion(candidate, other) > threshold)
                return true;
        }

        return false;
    }

    /// <summary>0 to 1; not a number for two boxes without area, which then do not cover each other.</summary>
    internal static float IntersectionOverUnion(in Candidate a, in Candidate b)
    {
        var width = MathF.Min(a.X2, b.X2) - MathF.Max(a.X1, b.X1);
        var height = MathF.Min(a.Y2, b.Y2) - MathF.Max(a.Y1, b.Y1);
        var intersection = MathF.Max(0, width) * MathF.Max(0, height);
        return intersection / (a.Area + b.Area - intersection);
    }
}
