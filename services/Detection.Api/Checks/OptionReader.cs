using System.Globalization;
using System.Text.Json;
using Detection.Contracts;

namespace Detection.Api.Checks;

/// <summary>
/// Reads the options of a submission, whichever way they came: lenient with how a value is written, strict with what it means.
/// Notes every fault, in words that name no type of this program.
/// </summary>
internal sealed class OptionReader
{
    private const string Confidence = "confidence";
    private const string IoU = "iou";
    private const string Classes = "classes";
    private const string MaxDetections = "maxDetections";
    private const string Model = "model";
    private const string Annotate = "annotate";
    private const string Reference = "reference";
    private static readonly string[] Names = [Confidence, IoU, Classes, MaxDetections, Model, Annotate, Reference];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Adds an option that is written as text. An empty text is as good as none.</summary>
    public void Add(string name, string text)
    {
        if (NameOf(name) is { } option)
            AddText(option, text.Trim());
    }

    /// <summary>Adds an option of a JSON object. Null is as good as none.</summary>
    public void Add(JsonProperty property)
    {
        if (NameOf(JsonText.Name(property)) is not { } option)
            return;
        if (option == Classes && property.Value.ValueKind is (JsonValueKind.Array or JsonValueKind.Number))
            AddNames(property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray() : [property.Value]);
        else if (JsonText.Scalar(property.Value) is { } text)
            AddText(option, option == Reference ? text : text.Trim());
        else
            _faults.Add($"{option} must be {(option == Classes ? "a list of names and numbers" : "one value")}, not {JsonText.Kind(property.Value)}.");
    }

    /// <summary>Notes a fault of an option that cannot be added.</summary>
    public void Refuse(string fault) => _faults.Add(fault);

    /// <summary>Takes over another reader's options and faults; where both have an option, the other's value counts.</summary>
    public void OverrideWith(OptionReader other)
    {
        foreach (var (name, values) in other._values)
            _values[name] = values;
        _faults.AddRange(other._faults);
    }

    /// <summary>The options as the contract has them; null when none was given.</summary>
    /// <param name="faults">Gets what is wrong; the options are of use only where nothing is.</param>
    public DetectionOptions? Build(ICollection<InputFault> faults)
    {
        var options = new DetectionOptions
        {
            Confidence = Number(Confidence),
            IoU = Number(IoU),
            Classes = _values.GetValueOrDefault(Classes),
            MaxDetections = Whole(MaxDetections),
            Model = Value(Model),
            Annotate = Flag(Annotate),
            Reference = Value(Reference),
        };
        _faults.AddRange(OptionRanges.Explain(options));
        foreach (var fault in _faults)
            faults.Add(new InputFault(ErrorCodes.OptionsInvalid, fault));
        return _values.Count == 0 ? null : options;
    }

    private string? NameOf(string name)
    {
        var found = Array.Find(Names, option => string.Equals(option, name, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            _faults.Add($"There is no option '{InputText.Shown(name)}'; the options are {string.Join(", ", Names)}.");
        return found;
    }

    private void AddText(string option, string text)
    {
        if (InputText.ControlCharacterIn(text) is { } character)
            _faults.Add($"{option} has the control character {character}.");
        else if (text.Length > 0 && option != Classes && !_values.TryAdd(option, [text]))
            _faults.Add($"{option} is given more than once.");
        else if (text.Length > 0 && option == Classes)
            SplitNames(text);
    }

    private void SplitNames(string text)
    {
        var names = ClassList.Split(text);
        if (names is null)
            _faults.Add("classes has a double quote that is not closed.");
        else if (names.Count == 0)
            _faults.Add("classes has commas and no name between them; leave it out for all classes.");
        else
            AddNames(names);
    }

    private void AddNames(IEnumerable<JsonElement> list)
    {
        var entries = list.Select(entry => JsonText.Whole(entry) ?? JsonText.Scalar(entry)).ToList();
        if (entries.Contains(null))
            _faults.Add("classes must be a list of names and numbers, and has another kind of entry.");
        else if (entries.Select(name => InputText.ControlCharacterIn(name!)).FirstOrDefault(found => found is not null) is { } character)
            _faults.Add($"classes has the control character {character}.");
        else if (entries.Count > 0)
            AddNames(entries.Select(name => name!.Trim()));
    }

    private void AddNames(IEnumerable<string> names)
    {
        if (!_values.TryGetValue(Classes, out var all))
            _values[Classes] = all = [];
        all.AddRange(names);
    }

    private string? Value(string name) => _values.TryGetValue(name, out var values) ? values[0] : null;

    private double? Number(string name)
    {
        if (Value(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        _faults.Add($"{name} must be a number from 0 to 1, not '{InputText.Shown(text)}'.");
        return null;
    }

    private int? Whole(string name)
    {
        if (Value(name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= int.MinValue and <= int.MaxValue && double.IsInteger(number))
        {
            return (int)number;
        }

        _faults.Add($"{name} must be a whole number from 1 to {OptionRanges.MaxDetections}, not '{InputText.Shown(text)}'.");
        return null;
    }

    private bool? Flag(string name)
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
                _faults.Add($"{name} must be true or false, not '{InputText.Shown(text)}'.");
                return null;
        }
    }
}
