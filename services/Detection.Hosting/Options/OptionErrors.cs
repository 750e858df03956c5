using System.Globalization;

namespace Detection.Hosting.Options;

/// <summary>Collects what is wrong with options, each with its key, unit and allowed range, so that all can be told at once.</summary>
/// <param name="section">Configuration section that the options are bound from.</param>
public sealed class OptionErrors(string section)
{
    private readonly List<string> _messages = [];

    /// <summary>The messages so far.</summary>
    public IReadOnlyList<string> Messages => _messages;

    /// <summary>Demands <paramref name="minimum"/> &lt;= value &lt;= <paramref name="maximum"/>.</summary>
    public OptionErrors Range<T>(string name, T value, T minimum, T maximum, string unit)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
            Add(name, string.Create(CultureInfo.InvariantCulture, $"is {value} {unit}; allowed are {minimum} to {maximum} {unit}"));
        return this;
    }

    /// <summary>Demands one of the given words, in any case.</summary>
    public OptionErrors OneOf(string name, string? value, params ReadOnlySpan<string> allowed)
    {
        foreach (var word in allowed)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
                return this;
        }

        Add(name, $"is '{value}'; allowed are {string.Join(", ", allowed.ToArray())}");
        return this;
    }

    /// <summary>Demands a text that is not empty.</summary>
    public OptionErrors NotEmpty(string name, string? value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(name, $"is empty; give {what}");
        return this;
    }

    /// <summary>Adds a message about one option.</summary>
    public void Add(string name, string complaint) => _messages.Add($"{section}:{name} {complaint}.");
}
