namespace Detection.Inference.Models;

/// <summary>Kinds of a session's output.</summary>
internal enum OutputKind
{
    /// <summary>Boxes and scores of all anchors, as in the model's file: float <c>output0</c> [N, 4 + classes, anchors].</summary>
    Boxes,

    /// <summary>
    /// Found boxes, most confident first, as models have them whose graph selects them itself (<c>end2end</c>, <c>nms=True</c>):
    /// float <c>output0</c> [N, boxes, 6] of left, top, right, bottom, score and class. Empty places are zeros.
    /// </summary>
    List,

    /// <summary>The output of the head's last convolutions: <see cref="Decoding.HeadMaps"/>.</summary>
    Heads,
}
