using System.Runtime.Intrinsics;

namespace Detection.Inference.Decoding;

/// <summary>The boxes of one stride's cells, each of four distributions.</summary>
/// <param name="map">Of the stride.</param>
internal readonly ref struct DistributedBoxes(in HeadMap map) : IAnchorBoxes
{
    /// <summary>The bins' distances, in strides. A vector holds one distribution.</summary>
    private static readonly Vector512<float> _distances = Vector512.CreateSequence(0f, 1f);

    private readonly ReadOnlySpan<float> _logits = map.Boxes.GetTensorDataAsSpan<float>();
    private readonly HeadMap _map = map;

    public static bool AreLogits => true;

    public float Confidence(float score) => 1 / (1 + MathF.Exp(-score));

    public Candidate At(int anchor, float confidence, int classId)
    {
        var (row, column) = Math.DivRem(anchor, _map.Width);
        var (x, y) = (column + 0.5f, row + 0.5f);
        return new Candidate(
            (x - Distance(0, anchor)) * _map.Stride, (y - Distance(1, anchor)) * _map.Stride,
            (x + Distance(2, anchor)) * _map.Stride, (y + Distance(3, anchor)) * _map.Stride, confidence, classId);
    }

    /// <summary>Mean of a side's distribution, in strides: left, top, right, bottom.</summary>
    private float Distance(int side, int cell)
    {
        Span<float> logits = stackalloc float[HeadMaps.Bins];
        var largest = float.NegativeInfinity;
        var from = (side * HeadMaps.Bins * _map.Cells) + cell;
        for (var bin = 0; bin < logits.Length; bin++, from += _map.Cells)
        {
            logits[bin] = _logits[from];
            largest = MathF.Max(largest, logits[bin]);
        }

        // Softmax, shifted so that nothing overflows.
        var shares = Vector512.Exp(Vector512.Create<float>(logits) - Vector512.Create(largest));
        return Vector512.Dot(shares, _distances) / Vector512.Sum(shares);
    }
}
