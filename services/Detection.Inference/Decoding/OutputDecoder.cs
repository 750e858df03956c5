using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Detection.Inference.Decoding;

/// <summary>
/// Reads YOLOv8's output: 4 + classes rows of one value an anchor. Rows 0 to 3 are centre x, centre y, width and height
/// in pixels of the input, the others class scores; there is no objectness.
/// </summary>
/// <remarks>Ultralytics' conventions (<c>ultralytics/utils/nms.py</c>, <c>multi_label=False</c>): an anchor counts once, with
/// its best class, and only where that class's score is strictly above the threshold; the class filter comes after that.</remarks>
internal static class OutputDecoder
{
    /// <summary>Anchors at a time: their best scores and classes stay in the first-level cache over all rows.</summary>
    private const int BlockSize = 1024;

    /// <summary>Adds the candidates of one picture to <paramref name="candidates"/>, in the order of the anchors.</summary>
    /// <param name="output">[4 + classes, anchors], row after row.</param>
    /// <param name="anchors">Columns; <paramref name="output"/> holds at least five whole rows of them.</param>
    /// <param name="threshold">0 to 1.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="candidates">Where to add.</param>
    [SkipLocalsInit]
    public static void Decode(
        ReadOnlySpan<float> output, int anchors, float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        var rows = new Rows(output, anchors);
        Span<float> best = stackalloc float[BlockSize];
        Span<int> bestClass = stackalloc int[BlockSize];
        for (var start = 0; start < anchors; start += BlockSize)
        {
            var length = Math.Min(BlockSize, anchors - start);
            // Nothing below the threshold is ever written, and hardly anything is above it.
            best[..length].Fill(threshold);
            for (var classId = 0; classId < rows.Classes; classId++)
                Raise(best[..length], bestClass[..length], rows.Class(classId).Slice(start, length), classId);
            Collect(rows, start, best[..length], bestClass, threshold, classes, candidates);
        }
    }

    /// <summary>Puts a class's scores in where they are higher: of equal ones the first stays, as argmax has it.</summary>
    private static void Raise(Span<float> best, Span<int> bestClass, ReadOnlySpan<float> scores, int classId)
    {
        var bests = MemoryMarshal.Cast<float, Vector<float>>(best);
        var classes = MemoryMarshal.Cast<int, Vector<int>>(bestClass)[..bests.Length];
        var others = MemoryMarshal.Cast<float, Vector<float>>(scores)[..bests.Length];
        for (var i = 0; i < bests.Length; i++)
        {
            var above = Vector.GreaterThan(others[i], bests[i]);
            if (above == Vector<int>.Zero)
                continue;
            bests[i] = Vector.ConditionalSelect(above, others[i], bests[i]);
            classes[i] = Vector.ConditionalSelect(above, new Vector<int>(classId), classes[i]);
        }

        for (var i = bests.Length * Vector<float>.Count; i < best.Length; i++)
        {
            if (scores[i] > best[i])
                (best[i], bestClass[i]) = (scores[i], classId);
        }
    }

    private static void Collect(
        in Rows rows, int start, ReadOnlySpan<float> best, ReadOnlySpan<int> bestClass, float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        for (var i = NextAbove(best, 0, threshold); i < best.Length; i = NextAbove(best, i + 1, threshold))
        {
            if (classes is null || classes.Contains(bestClass[i]))
                candidates.Add(rows.Box(start + i, best[i], bestClass[i]));
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

    private readonly ref struct Rows(ReadOnlySpan<float> output, int anchors)
    {
        private readonly ReadOnlySpan<float> _output = output;

        public int Classes { get; } = (output.Length / anchors) - 4;

        public ReadOnlySpan<float> Class(int id) => _output.Slice((4 + id) * anchors, anchors);

        public Candidate Box(int anchor, float confidence, int classId)
        {
            var (x, y) = (_output[anchor], _output[anchors + anchor]);
            var (halfWidth, halfHeight) = (_output[(2 * anchors) + anchor] / 2, _output[(3 * anchors) + anchor] / 2);
            return new Candidate(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, confidence, classId);
        }
    }
}
