namespace Detection.Evaluation.Accuracy;

/// <summary>Objects by the longer side of their box.</summary>
/// <param name="From">In pixels; belongs to the range.</param>
/// <param name="To">In pixels; does not.</param>
public readonly record struct SizeRange(double From, double To)
{
    public static SizeRange Everything { get; } = new(0, double.PositiveInfinity);

    /// <summary>What reports tell apart.</summary>
    public static IReadOnlyList<SizeRange> Usual { get; } = [new(0, 32), new(32, 96), new(96, 256), new(256, double.PositiveInfinity)];

    public bool Holds(Box box) => box.LongerSide >= From && box.LongerSide < To;

    public override string ToString() => double.IsPositiveInfinity(To) ? FormattableString.Invariant($"{From}+") : FormattableString.Invariant($"{From}-{To}");
}
