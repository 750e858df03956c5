namespace Detection.Imaging;

/// <summary>One box to draw.</summary>
/// <param name="ClassId">Decides the colour.</param>
/// <param name="Label">The name on the plate.</param>
/// <param name="Confidence">0 to 1, shown in percent.</param>
/// <param name="X">Left edge in pixels of the upright picture.</param>
/// <param name="Y">Top edge in pixels of the upright picture.</param>
/// <param name="Width">In pixels; what lies outside the picture is not drawn.</param>
/// <param name="Height">In pixels; what lies outside the picture is not drawn.</param>
public readonly record struct Annotation(int ClassId, string Label, float Confidence, float X, float Y, float Width, float Height);
