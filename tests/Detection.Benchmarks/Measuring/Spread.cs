namespace Detection.Benchmarks.Measuring;

/// <summary>What repetitions of one measurement say together.</summary>
/// <param name="Median">The middle one, or the mean of the middle two.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
/// <param name="Values">All, in the order of their repetitions.</param>
internal sealed record Spread(double Median, double Least, double Most, IReadOnlyList<double> Values)
{
    /// <summary>Null where there are no values.</summary>
    public static Spread? Of(IReadOnlyList<double> values) => values.Count == 0
        ? null
        : new Spread(Quantile.Median(values), values.Min(), values.Max(), values);

    /// <summary>Each repetition's value over the same repetition's of another: what drifts between repetitions cancels out.</summary>
    /// <exception cref="ArgumentException">They have not as many repetitions.</exception>
    public static Spread? Ratio(IReadOnlyList<double> values, IReadOnlyList<double> to) => values.Count == to.Count || values.Count == 0
        ? Of([.. values.Zip(to, (value, limit) => value / limit)])
        : throw new ArgumentException($"{values.Count} values cannot be paired with {to.Count}.", nameof(to));
}
