namespace Detection.Imaging;

/// <summary>A colour for each class: always the same, and unlike those of the classes next to it.</summary>
/// <remarks>Hues a golden angle apart never repeat and leave no large gap, however many classes there are.</remarks>
internal static class Palette
{
    private const double GoldenAngle = 137.50776405;
    private const double FirstHue = 345;

    // Hues come close again after a Fibonacci number of classes (21, 55); few of those are multiples of four, so the tone differs.
    private static readonly (double Saturation, double Value)[] Tones = [(0.80, 1.00), (0.95, 0.78), (0.55, 1.00), (0.75, 0.88)];

    public static Colour Of(int classId)
    {
        var id = (uint)classId;
        var (saturation, value) = Tones[id % Tones.Length];
        return FromHsv((FirstHue + id * GoldenAngle) % 360, saturation, value);
    }

    private static Colour FromHsv(double hue, double saturation, double value)
    {
        return new Colour(Channel(5), Channel(3), Channel(1));

        byte Channel(int offset)
        {
            var k = (offset + hue / 60) % 6;
            return (byte)Math.Round(255 * value * (1 - saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
    }
}
