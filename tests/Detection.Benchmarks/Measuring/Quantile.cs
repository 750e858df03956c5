namespace Detection.Benchmarks.Measuring;

/// <summary>Order statistics.</summary>
internal static class Quantile
{
    /// <summary>The middle value, or the mean of the middle two.</summary>
    /// <param name="values">At least one, in any order.</param>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = Sorted(values);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The nearest-rank percentile: the smallest value that so many percent of all do not exceed.</summary>
    /// <param name="values">At least one, in any order.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    public static double Percentile(IEnumerable<double> values, double percent)
    {
        if (percent is not (> 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "Must be above 0 and at most 100.");
        var sorted = Sorted(values);
        return sorted[(int)Math.Ceiling(sorted.Length * percent / 100) - 1];
    }

    private static double[] Sorted(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted : throw new ArgumentException("There are no values.", nameof(values));
    }
}
