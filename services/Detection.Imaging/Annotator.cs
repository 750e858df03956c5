using System.Drawing;

namespace Detection.Imaging;

/// <summary>Draws boxes and labels on pictures. Safe for concurrent use on different pictures.</summary>
public sealed class Annotator
{
    private readonly int _jpegQuality;
    private readonly LabelMasks _words = new();

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
    public EncodedImage AnnotateJpeg(DecodedImage image, IReadOnlyList<FoundObject> boxes)
    {
        Draw(image, boxes);
        return JpegEncoder.Encode(image, _jpegQuality);
    }

    internal void Draw(DecodedImage image, IReadOnlyList<FoundObject> boxes)
    {
        var canvas = new Canvas(image.WholePixels);
        var picture = new Size(image.Width, image.Height);
        var style = DrawingStyle.For(image.Width, image.Height);
        var visible = Visible(boxes, picture);
        var plates = new Plate?[visible.Count];
        var planner = new PlatePlanner(picture, style);
        for (var i = 0; i < plates.Length; i++)
            plates[i] = planner.Plan(visible[i].Area, visible[i].Found, visible[i].Colour);

        // Surest last, so that nothing covers it; plates after all boxes, so that no line crosses a word.
        for (var i = visible.Count - 1; i >= 0; i--)
            DrawBox(canvas, visible[i].Area, visible[i].Colour, style.Line);
        for (var i = plates.Length - 1; i >= 0; i--)
        {
            if (plates[i] is { } plate)
                DrawPlate(canvas, plate);
        }
    }

    /// <summary>The boxes that show, surest first; equally sure ones in the order they came in.</summary>
    private static List<VisibleBox> Visible(IReadOnlyList<FoundObject> boxes, Size picture)
    {
        var visible = new List<VisibleBox>(boxes.Count);
        for (var i = 0; i < boxes.Count; i++)
        {
            var area = Clip(boxes[i], picture);
            if (!area.IsEmpty)
                visible.Add(new VisibleBox(i, boxes[i], area, Palette.Of(boxes[i].ClassId)));
        }

        visible.Sort(static (one, other) => other.Found.Confidence.CompareTo(one.Found.Confidence) is var surer and not 0
            ? surer
            : one.Order.CompareTo(other.Order));
        return visible;
    }

    /// <summary>Four bars along the inside of the box: no line leaves the picture, and no corner is rounded.</summary>
    private static void DrawBox(Canvas canvas, Rectangle box, Colour colour, int line)
    {
        line = Math.Min(line, (Math.Min(box.Width, box.Height) + 1) / 2);
        canvas.Fill(box with { Height = line }, colour);
        canvas.Fill(box with { Y = box.Bottom - line, Height = line }, colour);
        canvas.Fill(box with { Width = line }, colour);
        canvas.Fill(box with { X = box.Right - line, Width = line }, colour);
    }

    /// <summary>The last word goes to the right end and what is before it to the left: each is drawn once and kept.</summary>
    private void DrawPlate(Canvas canvas, Plate plate)
    {
        canvas.Fill(plate.Area, plate.Colour);
        var ink = plate.Colour.ForText();
        var gap = plate.Text.LastIndexOf(' ');
        if (gap > 0)
            canvas.Blend(_words.Of(plate.Text[..gap], plate.Font), plate.Area.Location, ink);
        if (gap + 1 == plate.Text.Length)
            return;
        var last = _words.Of(plate.Text[(gap + 1)..], plate.Font);
        canvas.Blend(last, new Point(plate.Area.Right - last.Size.Width, plate.Area.Y), ink);
    }

    /// <summary>The whole pixels that a box covers, at least one; empty where nothing of it is to be drawn.</summary>
    private static Rectangle Clip(FoundObject box, Size picture)
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
