namespace Detection.Inference.Execution;

/// <summary>What a session puts out.</summary>
internal enum OutputKind
{
    /// <summary>Boxes and scores of all anchors, as the model's file has it: float <c>output0</c> [N, 4 + classes, anchors].</summary>
    Boxes,

    /// <summary>What the head's last convolutions put out: <see cref="Decoding.HeadMaps"/>.</summary>
    Heads,
}
