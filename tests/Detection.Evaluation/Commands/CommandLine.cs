using System.Globalization;

namespace Detection.Evaluation.Commands;

/// <summary>A command's options, <c>--name value</c> each.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes a command line apart.</summary>
    /// <param name="arguments">What follows the command's name.</param>
    /// <param name="known">The options that the command has, with their dashes.</param>
    /// <exception cref="UsageException">An option is unknown, given twice, or without its value.</exception>
    public CommandLine(ReadOnlySpan<string> arguments, params string[] known)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!known.Contains(arguments[i]))
                throw new UsageException($"'{arguments[i]}' is none of {string.Join(", ", known)}.");
            if (i + 1 == arguments.Length || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"{arguments[i]} needs a value.");
            if (!_values.TryAdd(arguments[i], arguments[i + 1]))
                throw new UsageException($"{arguments[i]} is given twice.");
        }
    }

    /// <exception cref="UsageException">It is not given.</exception>
    public string Required(string name) => Optional(name) ?? throw new UsageException($"{name} is missing.");

    public string? Optional(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="UsageException">It is no number of the range.</exception>
    public int Integer(string name, int otherwise, int least, int most)
    {
        if (Optional(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new UsageException($"{name} is '{text}'; it must be {least} to {most}.");
    }

    /// <summary>A share, 0 to 1.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public double Share(string name, double otherwise)
    {
        if (Optional(name) is not { } text)
            return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw new UsageException($"{name} is '{text}'; it must be 0 to 1.");
    }
}
