using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>Finds the anchors whose best score is above a threshold.</summary>
/// <remarks>Ultralytics' conventions (<c>ultralytics/utils/nms.py</c>, <c>multi_label=False</c>): an anchor counts once, with
/// its best class, and only where that class's score is strictly above the threshold; the class filter comes after that.</remarks>
internal static class AnchorScan
{
    /// <summary>Anchors at a time: their best scores and classes stay in the first-level cache over all rows.</summary>
    private const int BlockSize = 1024;

    /// <summary>Adds the candidates among some anchors, in the order of these.</summary>
    /// <param name="scores">[classes, anchors], row after row.</param>
    /// <param name="anchors">Columns.</param>
    /// <param name="least">Only scores above it are considered.</param>
    /// <param name="threshold">Only confidences above it count.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="boxes">Of these anchors.</param>
    /// <param name="candidates">Where to add.</param>
    /// <exception cref="ModelOutputException">A score is none.</exception>
    [SkipLocalsInit]
    public static void Run<TBoxes>(
        ReadOnlySpan<float> scores, int anchors, float least, float threshold, IReadOnlySet<int>? classes, TBoxes boxes, CandidateList candidates)
        where TBoxes : IAnchorBoxes, allows ref struct
    {
        Span<float> best = stackalloc float[BlockSize];
        Span<int> bestClass = stackalloc int[BlockSize];
        var range = new ScoreRange(TBoxes.AreLogits);
        for (var start = 0; start < anchors; start += BlockSize)
        {
            var block = best[..Math.Min(BlockSize, anchors - start)];
            // Nothing below the threshold is ever written, and hardly anything is above it.
            block.Fill(least);
            for (var (classId, row) = (0, start); row < scores.Length; classId++, row += anchors)
                Raise(block, bestClass[..block.Length], scores.Slice(row, block.Length), classId, ref range);
            for (var i = NextAbove(block, 0, least); i < block.Length; i = NextAbove(block, i + 1, least))
            {
                var confidence = boxes.Confidence(block[i]);
                if (confidence > threshold && (classes is null || classes.Contains(bestClass[i])))
                    candidates.Add(boxes.At(start + i, confidence, bestClass[i]));
            }
        }

        range.Verify(scores);
    }

    /// <summary>Takes over a class's scores where they are higher; of equal scores the first stays, as with argmax.</summary>
    private static void Raise(Span<float> best, Span<int> bestClass, ReadOnlySpan<float> scores, int classId, ref ScoreRange range)
    {
        var bests = MemoryMarshal.Cast<float, Vector<float>>(best);
        var classes = MemoryMarshal.Cast<int, Vector<int>>(bestClass)[..bests.Length];
        var others = MemoryMarshal.Cast<float, Vector<float>>(scores)[..bests.Length];
        var (highest, mask) = (range.Highest, range.Mask);
        for (var i = 0; i < bests.Length; i++)
        {
            highest = Vector.Max(highest, Vector.AsVectorUInt32(others[i]) & mask);
            var above = Vector.GreaterThan(others[i], bests[i]);
            if (above == Vector<int>.Zero)
                continue;
            bests[i] = Vector.ConditionalSelect(above, others[i], bests[i]);
            classes[i] = Vector.ConditionalSelect(above, new Vector<int>(classId), classes[i]);
        }

        range.Highest = highest;
        for (var i = bests.Length * Vector<float>.Count; i < best.Length; i++)
        {
            range.Add(scores[i]);
            if (scores[i] > best[i])
                (best[i], bestClass[i]) = (scores[i], classId);
        }
    }

    /// <summary>Index of the first value above the threshold at or after <paramref name="from"/>; the length if none.</summary>
    private static int NextAbove(ReadOnlySpan<float> values, int from, float threshold)
    {
        var limit = new Vector<float>(threshold);
        while (from <= values.Length - Vector<float>.Count && !Vector.GreaterThanAny(new Vector<float>(values[from..]), limit))
            from += Vector<float>.Count;
        while (from < values.Length && !(values[from] > threshold))
            from++;
        return from;
    }
}
