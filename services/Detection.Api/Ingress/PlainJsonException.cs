namespace Detection.Api.Ingress;

/// <summary>
/// A message that is no JSON, or not the JSON of a command. Has no inner exception: the error queue's header shows the
/// innermost message, and that alone would not say where in the JSON the fault is.
/// </summary>
public sealed class PlainJsonException(string message) : Exception(message);
