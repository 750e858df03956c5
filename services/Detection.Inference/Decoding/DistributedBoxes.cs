namespace Detection.Inference.Decoding;

/// <summary>The boxes of one stride's cells, each of four distributions.</summary>
/// <param name="map">Of the stride.</param>
internal readonly ref struct DistributedBoxes(in HeadMap map) : IAnchorBoxes
{
    private readonly ReadOnlySpan<float> _logits = map.Boxes.GetTensorDataAsSpan<float>();
    private readonly HeadMap _map = map;

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
        var cells = _map.Cells;
        var first = (side * HeadMaps.Bins * cells) + cell;
        var largest = float.NegativeInfinity;
        for (var bin = 0; bin < HeadMaps.Bins; bin++)
            largest = MathF.Max(largest, _logits[first + (bin * cells)]);

        var (sum, weighted) = (0f, 0f);
        for (var bin = 0; bin < HeadMaps.Bins; bin++)
        {
            // Softmax, shifted so that nothing overflows.
            var share = MathF.Exp(_logits[first + (bin * cells)] - largest);
            sum += share;
            weighted += bin * share;
        }

        return weighted / sum;
    }
}
