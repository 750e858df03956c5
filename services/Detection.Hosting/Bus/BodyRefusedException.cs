namespace Detection.Hosting.Bus;

/// <summary>
/// A message whose body is too long or is no envelope; goes to the error queue. Has no inner exception: the error queue's header shows
/// the innermost message.
/// </summary>
public sealed class BodyRefusedException(string message) : Exception(message);
