using System.Globalization;

namespace Detection.Inference.Options;

/// <summary>Collects what is wrong with options, each with its key, unit and range.</summary>
internal sealed class OptionProblems
{
    private readonly List<OptionProblem> _found = [];

    public IReadOnlyList<OptionProblem> Found => _found;

    public OptionProblems Range(string key, int value, int minimum, int maximum, string unit)
    {
        if (value < minimum || value > maximum)
            Add(key, string.Create(CultureInfo.InvariantCulture, $"is {value} {unit}; allowed are {minimum} to {maximum} {unit}"));
        return this;
    }

    /// <summary>Demands one of <paramref name="words"/>, in any case.</summary>
    public OptionProblems OneOf(string key, string? value, params IReadOnlyList<string> words)
    {
        if (!words.Contains(value, StringComparer.OrdinalIgnoreCase))
            Add(key, $"is '{value}'; allowed are {string.Join(", ", words)}");
        return this;
    }

    public OptionProblems Add(string key, string complaint)
    {
        _found.Add(new OptionProblem(key, complaint));
        return this;
    }
}
