namespace Detection.Worker.Pipeline;

/// <summary>The command cannot be carried out, however often it is tried: something is wrong with it or its picture.</summary>
/// <param name="code">One of the contracts' error codes.</param>
/// <param name="message">For the sender.</param>
internal sealed class DetectionRejectedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
