using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>
/// Reads YOLOv8's output: 4 + classes rows of one value an anchor. Rows 0 to 3 are centre x, centre y, width and height
/// in pixels of the input, the others class scores; there is no objectness.
/// </summary>
internal static class OutputDecoder
{
    /// <summary>Adds the candidates of one picture to <paramref name="candidates"/>, in the order of the anchors.</summary>
    /// <param name="output">[4 + classes, anchors], row after row.</param>
    /// <param name="anchors">Columns; <paramref name="output"/> holds at least five whole rows of them.</param>
    /// <param name="threshold">0 to 1.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="candidates">Where to add.</param>
    /// <exception cref="ModelOutputException">A score is none.</exception>
    public static void Decode(
        ReadOnlySpan<float> output, int anchors, float threshold, IReadOnlySet<int>? classes, CandidateList candidates) =>
        AnchorScan.Run(output[(4 * anchors)..], anchors, threshold, threshold, classes, new Boxes(output, anchors), candidates);

    private readonly ref struct Boxes(ReadOnlySpan<float> output, int anchors) : IAnchorBoxes
    {
        private readonly ReadOnlySpan<float> _output = output;

        public static bool AreLogits => false;

        // Rounding may have added to 1.
        public float Confidence(float score) => MathF.Min(score, 1);

        public Candidate At(int anchor, float confidence, int classId)
        {
            var (x, y) = (_output[anchor], _output[anchors + anchor]);
            var (halfWidth, halfHeight) = (_output[(2 * anchors) + anchor] / 2, _output[(3 * anchors) + anchor] / 2);
            return new Candidate(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, confidence, classId);
        }
    }
}
