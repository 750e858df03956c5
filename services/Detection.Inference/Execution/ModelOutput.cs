using Detection.Inference.Decoding;
using Detection.Inference.Models;

namespace Detection.Inference.Execution;

/// <summary>The output of one picture; lives as long as its slot's lease, until the next run.</summary>
internal readonly ref struct ModelOutput
{
    private readonly ReadOnlySpan<float> _values;
    private readonly HeadMaps? _heads;
    private readonly SlotSpec? _list;

    /// <summary>Boxes and scores of all anchors.</summary>
    /// <param name="values">[rows, anchors], row after row.</param>
    /// <param name="anchors">At least 1.</param>
    public ModelOutput(ReadOnlySpan<float> values, int anchors)
    {
        _values = values;
        Anchors = anchors;
    }

    /// <summary>A list of found boxes.</summary>
    /// <param name="values">Rows of <see cref="BoxList.Columns"/>.</param>
    /// <param name="spec">Of the model.</param>
    public ModelOutput(ReadOnlySpan<float> values, SlotSpec spec)
    {
        _values = values;
        _list = spec;
        Anchors = values.Length / BoxList.Columns;
    }

    /// <summary>The output of the head's last convolutions.</summary>
    public ModelOutput(HeadMaps heads)
    {
        _heads = heads;
        Anchors = heads.Anchors;
    }

    /// <summary>Boxes of all anchors or a list, whichever the model has.</summary>
    public static ModelOutput Of(ReadOnlySpan<float> values, int anchors, SlotSpec spec) =>
        spec.Output == OutputKind.List ? new ModelOutput(values, spec) : new ModelOutput(values, anchors);

    /// <summary>Anchors; places of a list.</summary>
    public int Anchors { get; }

    /// <summary>Whether the model has selected its boxes itself, and none is to be suppressed here.</summary>
    public bool IsList => _list is not null;

    /// <summary>4 + classes.</summary>
    public int Rows => _heads is null ? _values.Length / Anchors : 4 + _heads.Classes;

    /// <summary>All anchors, [rows, anchors], row after row, or all places of a list; a copy.</summary>
    public float[] ToArray() => _heads is null ? _values.ToArray() : HeadDecoder.Expand(_heads);

    /// <inheritdoc cref="OutputDecoder.Decode"/>
    public void Decode(float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        if (_list is not null)
            BoxList.Decode(_values, _list.Classes, threshold, classes, candidates);
        else if (_heads is null)
            OutputDecoder.Decode(_values, Anchors, threshold, classes, candidates);
        else
            HeadDecoder.Decode(_heads, threshold, classes, candidates);
    }
}
