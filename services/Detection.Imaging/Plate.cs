using System.Drawing;

namespace Detection.Imaging;

/// <summary>A label with its place in the picture.</summary>
internal readonly record struct Plate(Rectangle Area, string Text, LabelFont Font, Colour Colour);
