using System.Globalization;
using Detection.Contracts;

namespace Detection.Api.Rest;

/// <summary>Options of a submission, from the query and from form fields; a field wins over the query.</summary>
internal sealed class RequestOptions
{
    /// <summary>Each option with a sentence for the API's documentation.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        ["confidence"] = "Lowest confidence to report, 0 to 1. Default 0.25.",
        ["iou"] = "Overlap above which the weaker of two boxes of one class is dropped, 0 to 1. Default 0.7.",
        ["classes"] = "Classes to report, names or ids, separated by commas. Default all.",
        ["maxDetections"] = $"Most objects to report, 1 to {OptionRanges.MaxDetections}. Default 300.",
        ["model"] = "Name of the model, as /v1/models lists it. Default: the worker's default model.",
        ["annotate"] = "Whether to draw the annotated picture. Default true.",
        ["reference"] = $"Your own text, up to {OptionRanges.MaxReferenceLength} characters; the list can be filtered by it.",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static RequestOptions FromQuery(IQueryCollection query)
    {
        var options = new RequestOptions();
        foreach (var (name, value) in query)
            options.Add(name, value.ToString());
        return options;
    }

    /// <summary>Adds one option; an unknown name is an error rather than a silent default.</summary>
    /// <exception cref="RequestRefusedException">There is no such option.</exception>
    public void Add(string name, string value)
    {
        if (!Descriptions.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw RequestRefusedException.Of(
                ErrorCodes.OptionsInvalid, $"There is no option '{Shortened(name)}'; the options are {string.Join(", ", Descriptions.Keys)}.");
        }

        _values[name] = value.Trim();
    }

    /// <summary>The options as the contract has them; null when none was given.</summary>
    /// <exception cref="RequestRefusedException">Some are not valid; all of those are named.</exception>
    public DetectionOptions? Build()
    {
        var errors = new List<string>();
        var options = new DetectionOptions
        {
            Confidence = Number("confidence", errors),
            IoU = Number("iou", errors),
            Classes = Value("classes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            MaxDetections = Whole("maxDetections", errors),
            Model = Value("model"),
            Annotate = Flag("annotate", errors),
            Reference = Value("reference"),
        };
        errors.AddRange(OptionRanges.Explain(options));
        if (errors.Count > 0)
            throw RequestRefusedException.Of(ErrorCodes.OptionsInvalid, string.Join(" ", errors));
        return _values.Count == 0 ? null : options;
    }

    private string? Value(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private double? Number(string name, List<string> errors)
    {
        if (Value(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add($"{name} must be a number, not '{Shortened(text)}'.");
        return null;
    }

    private int? Whole(string name, List<string> errors)
    {
        if (Value(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add($"{name} must be a whole number, not '{Shortened(text)}'.");
        return null;
    }

    private bool? Flag(string name, List<string> errors)
    {
        switch (Value(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1" or "yes" or "on":
                return true;
            case "false" or "0" or "no" or "off":
                return false;
            case var text:
                errors.Add($"{name} must be true or false, not '{Shortened(text)}'.");
                return null;
        }
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
