namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>How a part of a shape may be drawn.</summary>
internal enum PartKind
{
    /// <summary>An area: filled, outlined or both.</summary>
    Body,

    /// <summary>A line: stroked.</summary>
    Line,

    /// <summary>An area in the colour of the lines: filled and stroked.</summary>
    Solid,
}
