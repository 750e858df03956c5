namespace Detection.Inference.Options;

/// <summary>A problem with one option.</summary>
/// <param name="Key">Path of properties, as <c>Cuda:ConvAlgoSearch</c>.</param>
/// <param name="Complaint">Continues a sentence that begins with the key; no full stop.</param>
public sealed record OptionProblem(string Key, string Complaint)
{
    public override string ToString() => $"{Key} {Complaint}.";
}
