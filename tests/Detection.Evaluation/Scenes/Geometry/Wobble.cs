namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>Redraws contours by hand: slow drift along the line, corners a little off, the end not quite on the start.</summary>
internal static class Wobble
{
    private const int Waves = 4;

    /// <summary>A contour as somebody draws it.</summary>
    /// <param name="contour">What was meant.</param>
    /// <param name="amplitude">How far the pen strays, in pixels.</param>
    /// <param name="byPen">
    /// Whether a line is drawn, which runs past its start a little where the meant one is closed, and so is open. Otherwise
    /// closed contours stay closed, as of areas that are painted or cut out.
    /// </param>
    /// <param name="dice">Each hand is another.</param>
    public static Contour Apply(Contour contour, double amplitude, bool byPen, Dice dice)
    {
        var meant = Dense(contour);
        var closed = contour.Closed && !byPen;
        if (closed)
            meant.RemoveAt(meant.Count - 1);
        else if (contour.Closed)
            meant = [.. meant, .. meant.Skip(1).Take((int)(meant.Count * dice.Between(0, 0.04)))];

        // Wavelengths of a twelfth of the line to twice its length; the slow ones stray further. Around what is closed, whole waves.
        var waves = Enumerable.Range(0, Waves).Select(i => (
            Frequency: closed ? 1 + i : dice.Between(0.5, 1.5) * Math.Pow(2, i),
            Size: amplitude * dice.Between(0.4, 1) / (1 + i),
            PhaseX: dice.Angle(),
            PhaseY: dice.Angle())).ToArray();
        var drawn = new List<Vec>(meant.Count);
        for (var i = 0; i < meant.Count; i++)
        {
            var angle = Math.Tau * i / meant.Count;
            var stray = new Vec(
                waves.Sum(w => w.Size * Math.Sin((w.Frequency * angle) + w.PhaseX)),
                waves.Sum(w => w.Size * Math.Sin((w.Frequency * angle) + w.PhaseY)));
            drawn.Add(meant[i] + stray);
        }

        return Contour.Through(drawn, closed);
    }

    /// <summary>Points along a contour, its corners among them, none far from the next.</summary>
    public static List<Vec> Dense(Contour contour)
    {
        const int Pieces = 120;
        var corners = contour.Flatten();
        if (contour.Closed)
            corners.Add(corners[0]);
        var step = corners.Zip(corners.Skip(1), (a, b) => (b - a).Length).Sum() / Pieces;
        List<Vec> points = [corners[0]];
        for (var i = 1; i < corners.Count; i++)
        {
            var pieces = Math.Max(1, (int)Math.Ceiling((corners[i] - corners[i - 1]).Length / step));
            for (var p = 1; p <= pieces; p++)
                points.Add(Vec.Mix(corners[i - 1], corners[i], (double)p / pieces));
        }

        return points;
    }
}
