using System.Buffers;

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

    /// <summary>Adds the candidates that stay to <paramref name="kept"/>, most confident first.</summary>
    /// <param name="candidates">In the order of the anchors, which decides between equal confidences; these are 0 or more.</param>
    /// <param name="threshold">IoU, 0 to 1; equal to it is not above it.</param>
    /// <param name="maxDetections">At least 1.</param>
    /// <param name="kept">Where to add.</param>
    public static void Apply(ReadOnlySpan<Candidate> candidates, float threshold, int maxDetections, CandidateList kept)
    {
        if (candidates.IsEmpty)
            return;
        var pooled = ArrayPool<ulong>.Shared.Rent(candidates.Length);
        try
        {
            var order = pooled.AsSpan(0, candidates.Length);
            Sort(candidates, order);
            Keep(candidates, order[..Math.Min(order.Length, MaxCandidates)], threshold, maxDetections, kept);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(pooled);
        }
    }

    /// <summary>
    /// Keys in rising order are candidates in falling order of confidence: the bits of a float that is not negative rise
    /// with it, and the place in the list follows them.
    /// </summary>
    private static void Sort(ReadOnlySpan<Candidate> candidates, Span<ulong> order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = (ulong)~BitConverter.SingleToUInt32Bits(candidates[i].Confidence) << 32 | (uint)i;
        order.Sort();
    }

    private static void Keep(
        ReadOnlySpan<Candidate> candidates, ReadOnlySpan<ulong> order, float threshold, int maxDetections, CandidateList kept)
    {
        using var boxes = new KeptBoxes(candidates, maxDetections);
        var room = maxDetections;
        foreach (var key in order)
        {
            ref readonly var candidate = ref candidates[(int)(uint)key];
            if (boxes.Cover(candidate, threshold))
                continue;
            kept.Add(candidate);
            if (--room == 0)
                break;
            boxes.Add(candidate);
        }
    }
}
