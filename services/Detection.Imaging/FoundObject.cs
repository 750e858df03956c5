namespace Detection.Imaging;

/// <summary>One object in a picture, in pixels of the upright picture: a detector finds it, an <see cref="Annotator"/> draws it.</summary>
/// <param name="ClassId">The model's number of the class, from 0; it decides the colour.</param>
/// <param name="Label">The model's name of the class, shown on the plate.</param>
/// <param name="Confidence">0 to 1, shown in percent.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">0 or more. A detector clips to the picture; an annotator draws only the part inside it.</param>
/// <param name="Height">Likewise.</param>
public readonly record struct FoundObject(int ClassId, string Label, float Confidence, float X, float Y, float Width, float Height);
