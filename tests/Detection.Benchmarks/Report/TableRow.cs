using System.Globalization;

namespace Detection.Benchmarks.Report;

/// <summary>One line of the table of figures.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Key">In bench.json; the spread is looked up by it.</param>
/// <param name="Value">Null: not measured.</param>
/// <param name="Format">Of its numbers.</param>
/// <param name="Reach">What it should be at least, or at most where <paramref name="LessIsBetter"/>; null: no target.</param>
/// <param name="Dream">The same, dreaming.</param>
/// <param name="LessIsBetter">Whether the targets are upper limits.</param>
internal sealed record TableRow(
    string Name, string Key, double? Value, string Format, double? Reach = null, double? Dream = null, bool LessIsBetter = false)
{
    /// <summary>Whether the target is met, in a word; empty where there is none, or no value.</summary>
    public string Verdict => (Value, Reach, Dream) switch
    {
        (null, _, _) or (_, null, _) => "",
        var (value, _, dream) when Meets(value.Value, dream) => "dream",
        var (value, reach, _) => Meets(value.Value, reach) ? "reached" : "missed",
    };

    public string Text(double? value) => value is { } number ? number.ToString(Format, CultureInfo.InvariantCulture) : "–";

    private bool Meets(double value, double? target) => target is { } limit && (LessIsBetter ? value <= limit : value >= limit);
}
