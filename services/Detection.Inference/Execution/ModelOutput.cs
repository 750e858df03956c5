using Detection.Inference.Decoding;

namespace Detection.Inference.Execution;

/// <summary>The output of one picture; lives as long as its slot's lease, until the next run.</summary>
internal readonly ref struct ModelOutput
{
    private readonly ReadOnlySpan<float> _values;
    private readonly HeadMaps? _heads;

    /// <summary>Boxes and scores of all anchors.</summary>
    /// <param name="values">[rows, anchors], row after row.</param>
    /// <param name="anchors">At least 1.</param>
    public ModelOutput(ReadOnlySpan<float> values, int anchors)
    {
        _values = values;
        Anchors = anchors;
    }

    /// <summary>What the head's last convolutions put out.</summary>
    public ModelOutput(HeadMaps heads)
    {
        _heads = heads;
        Anchors = heads.Anchors;
    }

    public int Anchors { get; }

    /// <summary>4 + classes.</summary>
    public int Rows => _heads is null ? _values.Length / Anchors : 4 + _heads.Classes;

    /// <summary>All anchors, [rows, anchors], row after row; a copy.</summary>
    public float[] ToArray() => _heads is null ? _values.ToArray() : HeadDecoder.Expand(_heads);

    /// <inheritdoc cref="OutputDecoder.Decode"/>
    public void Decode(float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        if (_heads is null)
            OutputDecoder.Decode(_values, Anchors, threshold, classes, candidates);
        else
            HeadDecoder.Decode(_heads, threshold, classes, candidates);
    }
}
