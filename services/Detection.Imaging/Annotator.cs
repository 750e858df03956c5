using System.Drawing;
using Emgu.CV;

namespace Detection.Imaging;

/// <summary>Draws boxes and labels on pictures. Safe for concurrent use on different pictures.</summary>
public sealed class Annotator
{
    private const int Filled = -1;

    private readonly int _jpegQuality;

    /// <param name="jpegQuality">1 to 100, as libjpeg understands it.</param>
    public Annotator(int jpegQuality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jpegQuality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jpegQuality, 100);
        _jpegQuality = jpegQuality;
    }

    /// <summary>Draws on the picture itself and encodes it.</summary>
    /// <param name="image">The picture; drawn upon.</param>
    /// <param name="boxes">
    /// In any order. What lies outside the picture is clipped; boxes with a coordinate that is not finite, of
    /// negative size, or wholly outside are left out.
    /// </param>
    /// <returns>A JPEG as large as the picture, the caller's to dispose.</returns>
    /// <exception cref="InvalidOperationException">The picture was decoded at a reduced scale.</exception>
    public EncodedImage AnnotateJpeg(DecodedImage image, IReadOnlyList<Annotation> boxes)
    {
        Draw(image, boxes);
        return JpegEncoder.Encode(image, _jpegQuality);
    }

    internal static void Draw(DecodedImage image, IReadOnlyList<Annotation> boxes)
    {
        var picture = new Size(image.Width, image.Height);
        var style = DrawingStyle.For(image.Width, image.Height);
        var visible = boxes
            .OrderByDescending(box => box.Confidence)
            .Select(box => (Annotation: box, Area: Clip(box, picture), Colour: Palette.Of(box.ClassId)))
            .Where(box => !box.Area.IsEmpty)
            .ToList();

        var planner = new PlatePlanner(picture, style);
        var plates = visible.Select(box => planner.Plan(box.Area, box.Annotation, box.Colour)).ToList();

        // Surest last, so that nothing covers it; plates after all boxes, so that no line crosses a word.
        for (var i = visible.Count - 1; i >= 0; i--)
            DrawBox(image.WholePixels, visible[i].Area, visible[i].Colour, style.Line);
        for (var i = plates.Count - 1; i >= 0; i--)
        {
            if (plates[i] is { } plate)
                DrawPlate(image.WholePixels, plate);
        }
    }

    /// <summary>Four bars along the inside of the box: no line leaves the picture, and no corner is rounded.</summary>
    private static void DrawBox(Mat pixels, Rectangle box, Colour colour, int line)
    {
        line = Math.Min(line, (Math.Min(box.Width, box.Height) + 1) / 2);
        Fill(pixels, box with { Height = line }, colour);
        Fill(pixels, box with { Y = box.Bottom - line, Height = line }, colour);
        Fill(pixels, box with { Width = line }, colour);
        Fill(pixels, box with { X = box.Right - line, Width = line }, colour);
    }

    private static void DrawPlate(Mat pixels, Plate plate)
    {
        Fill(pixels, plate.Area, plate.Colour);
        plate.Font.Write(pixels, plate.Text, plate.Area, plate.Colour.ForText());
    }

    private static void Fill(Mat pixels, Rectangle area, Colour colour) =>
        CvInvoke.Rectangle(pixels, area, colour.ToBgr(), Filled);

    /// <summary>The whole pixels that a box covers, at least one; empty where nothing of it is to be drawn.</summary>
    private static Rectangle Clip(Annotation box, Size picture)
    {
        double right = (double)box.X + box.Width, bottom = (double)box.Y + box.Height;
        var isDrawable = double.IsFinite(right) && double.IsFinite(bottom) && box is { Width: >= 0, Height: >= 0 }
            && box.X < picture.Width && box.Y < picture.Height && right >= 0 && bottom >= 0;
        if (!isDrawable)
            return Rectangle.Empty;

        var left = Math.Clamp((int)Math.Round(Math.Max(box.X, 0.0)), 0, picture.Width - 1);
        var top = Math.Clamp((int)Math.Round(Math.Max(box.Y, 0.0)), 0, picture.Height - 1);
        return Rectangle.FromLTRB(
            left,
            top,
            Math.Max(left + 1, (int)Math.Round(Math.Min(right, picture.Width))),
            Math.Max(top + 1, (int)Math.Round(Math.Min(bottom, picture.Height))));
    }
}
