namespace Detection.Hosting.Bus;

/// <summary>The broker did not confirm a message in time, or had no queue for it.</summary>
public sealed class BrokerUnavailableException(string message, Exception inner) : Exception(message, inner);
