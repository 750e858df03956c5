using Detection.Api.Checks;
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
        ["classes"] = "Classes to report, names or ids, separated by commas; a name with a comma in double quotes. May be repeated. Default all.",
        ["maxDetections"] = $"Most objects to report, 1 to {OptionRanges.MaxDetections}. Default 300.",
        ["model"] = "Name of the model, as /v1/models lists it. Default: the worker's default model.",
        ["annotate"] = "Whether to draw the annotated picture. Default true.",
        ["reference"] = $"Your own text, up to {OptionRanges.MaxReferenceLength} characters; the list can be filtered by it.",
    };

    private readonly OptionReader _query = new();
    private readonly OptionReader _fields = new();

    public static RequestOptions FromQuery(IQueryCollection query)
    {
        var options = new RequestOptions();
        foreach (var (name, values) in query)
        {
            foreach (var value in values)
                options._query.Add(name, value ?? "");
        }

        return options;
    }

    /// <summary>Adds a form field.</summary>
    public void AddField(string name, string text) => _fields.Add(name, text);

    /// <summary>Notes a form field that cannot be read.</summary>
    public void RefuseField(string fault) => _fields.Refuse(fault);

    /// <summary>The options as the contract has them; null when none was given.</summary>
    /// <param name="faults">Gets everything that is wrong with them.</param>
    public DetectionOptions? Build(RequestFaults faults)
    {
        _query.OverrideWith(_fields);
        return _query.Build(faults.Faults);
    }
}
