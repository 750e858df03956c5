using System.Globalization;
using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Pictures;

/// <summary>Labels in YOLO's text format: a line an object, <c>class cx cy w h</c>, the box as shares of the picture.</summary>
public static class LabelFile
{
    // Six decimals put an edge at 1.000001 now and then.
    private const double Tolerance = 1e-4;

    /// <summary>Reads a file's lines; empty ones are skipped.</summary>
    /// <param name="name">The file's, for messages.</param>
    /// <param name="lines">Its content.</param>
    /// <param name="width">Of the upright picture, in pixels.</param>
    /// <param name="height">Of the upright picture, in pixels.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="EvaluationException">A line is no label, or not of these classes.</exception>
    public static IReadOnlyList<Truth> Parse(string name, IReadOnlyList<string> lines, int width, int height, int classes)
    {
        var truths = new List<Truth>();
        for (var i = 0; i < lines.Count; i++)
        {
            var fields = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
                continue;
            if (!TryParse(fields, out var classId, out var box))
                throw new EvaluationException($"{name}, line {i + 1}: '{lines[i]}' is not 'class cx cy w h' with a box inside the picture.");
            if (classId >= classes)
                throw new EvaluationException($"{name}, line {i + 1}: class {classId} is not one of the model's {classes}.");
            truths.Add(new Truth(classId, new Box(box.X1 * width, box.Y1 * height, box.X2 * width, box.Y2 * height)));
        }

        return truths;
    }

    /// <summary>Writes what <see cref="Parse"/> reads.</summary>
    public static IEnumerable<string> Format(IEnumerable<Truth> truths, int width, int height) => truths.Select(truth => string.Create(
        CultureInfo.InvariantCulture,
        $"{truth.ClassId} {(truth.Box.X1 + truth.Box.X2) / 2 / width:F6} {(truth.Box.Y1 + truth.Box.Y2) / 2 / height:F6} {truth.Box.Width / width:F6} {truth.Box.Height / height:F6}"));

    private static bool TryParse(string[] fields, out int classId, out Box box)
    {
        (classId, box) = (0, default);
        var numbers = new double[4];
        if (fields.Length != 5 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out classId))
            return false;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        var (cx, cy, w, h) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        box = new Box(cx - (w / 2), cy - (h / 2), cx + (w / 2), cy + (h / 2));
        // Written so that NaN, which compares false with everything, is refused.
        return w > 0 && h > 0 && box is { X1: >= -Tolerance, Y1: >= -Tolerance, X2: <= 1 + Tolerance, Y2: <= 1 + Tolerance };
    }
}
