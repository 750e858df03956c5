namespace Detection.Api.Ingress;

/// <summary>
/// A message that is no JSON object. Has no inner exception: the error queue's header shows the innermost message.
/// </summary>
public sealed class PlainJsonException(string message) : Exception(message);
