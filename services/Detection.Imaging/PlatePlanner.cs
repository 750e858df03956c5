using System.Drawing;

namespace Detection.Imaging;

/// <summary>Finds places for the labels of one picture: inside it, at their boxes, on top of one another only where there is no room.</summary>
internal sealed class PlatePlanner(Size picture, DrawingStyle style)
{
    private readonly List<Rectangle> _taken = [];

    /// <summary>Plans the label of one box. Boxes that come first get the better places.</summary>
    /// <returns>Null where the picture is too small for even a letter.</returns>
    public Plate? Plan(Rectangle box, FoundObject found, Colour colour)
    {
        if (Fit(LabelText.Of(found.Label, found.ClassId), LabelText.Percent(found.Confidence)) is not var (text, font, size))
            return null;

        // Above the box, at its top inside, below it, at its bottom inside.
        ReadOnlySpan<Point> places =
        [
            new(box.Left, box.Top - size.Height),
            new(box.Left, box.Top),
            new(box.Left, box.Bottom),
            new(box.Left, box.Bottom - size.Height),
            new(box.Right - size.Width, box.Top - size.Height),
            new(box.Right - size.Width, box.Top),
        ];
        var area = Rectangle.Empty;
        foreach (var place in places)
        {
            var candidate = new Rectangle(
                Math.Clamp(place.X, 0, picture.Width - size.Width),
                Math.Clamp(place.Y, 0, picture.Height - size.Height),
                size.Width,
                size.Height);
            if (area.IsEmpty)
                area = candidate;
            if (candidate.Y == place.Y && IsFree(candidate))
            {
                area = candidate;
                break;
            }
        }

        _taken.Add(area);
        return new Plate(area, text, font, colour);
    }

    private bool IsFree(Rectangle area)
    {
        foreach (var taken in _taken)
        {
            if (taken.IntersectsWith(area))
                return false;
        }

        return true;
    }

    /// <summary>Name and percent at full size if they fit, else smaller, else the name alone, else its beginning.</summary>
    private (string Text, LabelFont Font, Size Size)? Fit(string label, string percent)
    {
        var full = $"{label} {percent}".Trim();
        var comfortable = new LabelFont(style.TextHeight);
        var smallest = new LabelFont(Math.Min(style.TextHeight, DrawingStyle.SmallestText));
        foreach (var (text, font) in (ReadOnlySpan<(string, LabelFont)>)[(full, comfortable), (full, smallest), (label, smallest)])
        {
            if (Fits(text, font) is { } size)
                return (text, font, size);
        }

        for (var length = label.Length - 1; length > 0; length--)
        {
            if (Fits(label[..length], smallest) is { } size)
                return (label[..length], smallest, size);
        }

        return null;
    }

    private Size? Fits(string text, LabelFont font)
    {
        if (text.Length == 0)
            return null;
        var size = font.Measure(text);
        return size.Width <= picture.Width && size.Height <= picture.Height ? size : null;
    }
}
