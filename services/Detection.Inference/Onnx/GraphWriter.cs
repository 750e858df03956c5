namespace Detection.Inference.Onnx;

/// <summary>Writes a model anew around another graph, in one array: models are large, and several are changed at a time.</summary>
internal ref struct GraphWriter
{
    private readonly byte[] _written;
    private readonly ReadOnlySpan<byte> _after;
    private Span<byte> _rest;

    /// <param name="model">The model as it is.</param>
    /// <param name="graph">Its graph's field.</param>
    /// <param name="length">Bytes of the fields that will be the other graph.</param>
    public GraphWriter(ReadOnlySpan<byte> model, in ProtoField graph, int length)
    {
        var head = new ProtoWriter().Head(OnnxSchema.Model.Graph, length).Written;
        _after = model[graph.End..];
        _written = new byte[graph.Start + head.Length + length + _after.Length];
        _rest = _written;
        Append(model[..graph.Start]);
        Append(head);
    }

    /// <summary>The next whole fields of the graph.</summary>
    public void Append(ReadOnlySpan<byte> fields)
    {
        fields.CopyTo(_rest);
        _rest = _rest[fields.Length..];
    }

    /// <summary>The model, once its graph is written.</summary>
    public byte[] End()
    {
        Append(_after);
        return _rest.IsEmpty ? _written : throw new InvalidOperationException($"{_rest.Length} bytes of the graph are missing.");
    }
}
