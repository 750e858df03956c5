namespace Detection.Inference.Models;

/// <summary>What a session puts out.</summary>
internal enum OutputKind
{
    /// <summary>Boxes and scores of all anchors, as the model's file has it: float <c>output0</c> [N, 4 + classes, anchors].</summary>
    Boxes,

    /// <summary>
    /// Found boxes, most confident first, as models have them whose graph selects them itself (<c>end2end</c>, <c>nms=True</c>):
    /// float <c>output0</c> [N, boxes, 6] of left, top, right, bottom, score and class. Empty places are zeros.
    /// </summary>
    List,

    /// <summary>What the head's last convolutions put out: <see cref="Decoding.HeadMaps"/>.</summary>
    Heads,
}
