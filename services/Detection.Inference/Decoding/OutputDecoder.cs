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
    /// <summary>Anchors at a time: their running maxima stay in the first-level cache over all classes.</summary>
    private const int BlockSize = 512;

    /// <summary>Adds the candidates of one picture to <paramref name="candidates"/>, in the order of the anchors.</summary>
    /// <param name="output">[4 + classes, anchors], row after row.</param>
    /// <param name="anchors">Columns; <paramref name="output"/> holds at least five whole rows of them.</param>
    /// <param name="threshold">0 to 1.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="candidates">Where to add.</param>
    [SkipLocalsInit]
    public static void Decode(
        ReadOnlySpan<float> output, int anchors, float threshold, IReadOnlySet<int>? classes, List<Candidate> candidates)
    {
        var rows = new Rows(output, anchors);
        Span<float> best = stackalloc float[BlockSize];
        for (var start = 0; start < anchors; start += BlockSize)
        {
            var block = best[..Math.Min(BlockSize, anchors - start)];
            rows.Class(0).Slice(start, block.Length).CopyTo(block);
            for (var classId = 1; classId < rows.Classes; classId++)
                Maximum(block, rows.Class(classId).Slice(start, block.Length));
            Collect(rows, start, block, threshold, classes, candidates);
        }
    }

    private static void Maximum(Span<float> into, ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(into);
        var others = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Vector.Max(vectors[i], others[i]);
        for (var i = vectors.Length * Vector<float>.Count; i < into.Length; i++)
            into[i] = MathF.Max(into[i], values[i]);
    }

    private static void Collect(
        in Rows rows, int start, ReadOnlySpan<float> best, float threshold, IReadOnlySet<int>? classes, List<Candidate> candidates)
    {
        for (var i = NextAbove(best, 0, threshold); i < best.Length; i = NextAbove(best, i + 1, threshold))
        {
            // The scan for the best class strides through memory, but only few anchors ever get here.
            var classId = rows.BestClass(start + i, out var confidence);
            if (confidence > threshold && (classes is null || classes.Contains(classId)))
                candidates.Add(rows.Box(start + i, confidence, classId));
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

        /// <summary>The first of the highest scores, as argmax has it.</summary>
        public int BestClass(int anchor, out float confidence)
        {
            var best = 0;
            confidence = _output[(4 * anchors) + anchor];
            for (var id = 1; id < Classes; id++)
            {
                var score = _output[((4 + id) * anchors) + anchor];
                if (score > confidence)
                    (best, confidence) = (id, score);
            }

            return best;
        }

        public Candidate Box(int anchor, float confidence, int classId)
        {
            var (x, y) = (_output[anchor], _output[anchors + anchor]);
            var (halfWidth, halfHeight) = (_output[(2 * anchors) + anchor] / 2, _output[(3 * anchors) + anchor] / 2);
            return new Candidate(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, confidence, classId);
        }
    }
}
