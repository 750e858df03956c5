namespace Detection.Inference.Execution;

/// <summary>The output of one picture; lives as long as its slot's lease, until the next run.</summary>
/// <param name="values">[rows, anchors], row after row.</param>
/// <param name="anchors">At least 1.</param>
internal readonly ref struct ModelOutput(ReadOnlySpan<float> values, int anchors)
{
    public ReadOnlySpan<float> Values { get; } = values;

    public int Anchors { get; } = anchors;

    public int Rows => Values.Length / Anchors;
}
