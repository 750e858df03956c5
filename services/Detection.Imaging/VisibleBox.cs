using System.Drawing;

namespace Detection.Imaging;

/// <summary>A box that shows in its picture.</summary>
/// <param name="Order">Its place among those that came in.</param>
/// <param name="Found">What came in.</param>
/// <param name="Area">The pixels that it covers, all in the picture.</param>
/// <param name="Colour">Of its class.</param>
internal readonly record struct VisibleBox(int Order, FoundObject Found, Rectangle Area, Colour Colour);
