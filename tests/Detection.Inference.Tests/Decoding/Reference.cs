using Detection.Inference.Decoding;

namespace Detection.Inference.Tests.Decoding;

/// <summary>The rules, spelled out one anchor and one pair at a time, without regard to speed.</summary>
internal static class Reference
{
    public static List<Candidate> Decode(float[] output, int anchors, float threshold, IReadOnlySet<int>? classes)
    {
        var result = new List<Candidate>();
        for (var a = 0; a < anchors; a++)
        {
            var scores = Enumerable.Range(4, (output.Length / anchors) - 4).Select(row => output[(row * anchors) + a]).ToArray();
            var best = Array.IndexOf(scores, scores.Max());
            if (scores[best] <= threshold || classes?.Contains(best) == false)
                continue;
            var (x, y, w, h) = (output[a], output[anchors + a], output[(2 * anchors) + a], output[(3 * anchors) + a]);
            result.Add(new Candidate(x - (w / 2), y - (h / 2), x + (w / 2), y + (h / 2), scores[best], best));
        }

        return result;
    }

    /// <summary>As torchvision does it: the best one left suppresses all that follow; classes kept apart by an offset.</summary>
    public static List<Candidate> Suppress(IEnumerable<Candidate> candidates, float threshold, int maxDetections)
    {
        var left = candidates.OrderByDescending(c => c.Confidence).ToList();
        var kept = new List<Candidate>();
        while (left.Count > 0)
        {
            var best = left[0];
            kept.Add(best);
            left.RemoveAt(0);
            left.RemoveAll(c => IoU(best, c) > threshold);
        }

        return [.. kept.Take(maxDetections)];
    }

    /// <summary>The definition in floats: a box stays unless its IoU with one of its class that stayed is above the threshold.</summary>
    public static List<Candidate> SuppressOneByOne(IEnumerable<Candidate> candidates, float threshold, int maxDetections)
    {
        var kept = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(c => c.Confidence))
        {
            if (kept.Count < maxDetections && !kept.Exists(k => k.ClassId == candidate.ClassId && FloatIoU(candidate, k) > threshold))
                kept.Add(candidate);
        }

        return kept;
    }

    private static float FloatIoU(Candidate a, Candidate b)
    {
        var width = MathF.Min(a.X2, b.X2) - MathF.Max(a.X1, b.X1);
        var height = MathF.Min(a.Y2, b.Y2) - MathF.Max(a.Y1, b.Y1);
        var intersection = MathF.Max(0, width) * MathF.Max(0, height);
        return intersection / (a.Area + b.Area - intersection);
    }

    /// <summary>Exact but for the last step, whose rounding is the same as that of floats all the way for whole pixels.</summary>
    private static float IoU(Candidate a, Candidate b)
    {
        const double Offset = 7680;
        var (da, db) = (a.ClassId * Offset, b.ClassId * Offset);
        var width = Math.Max(0, Math.Min(a.X2 + da, b.X2 + db) - Math.Max(a.X1 + da, b.X1 + db));
        var height = Math.Max(0, Math.Min(a.Y2 + da, b.Y2 + db) - Math.Max(a.Y1 + da, b.Y1 + db));
        var intersection = width * height;
        var union = ((double)(a.X2 - a.X1) * (a.Y2 - a.Y1)) + ((double)(b.X2 - b.X1) * (b.Y2 - b.Y1)) - intersection;
        return (float)(intersection / union);
    }
}
