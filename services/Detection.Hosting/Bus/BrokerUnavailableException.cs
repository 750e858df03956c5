namespace Detection.Hosting.Bus;

/// <summary>The broker did not confirm a message in time, had no queue for it, or is known not to take any.</summary>
public sealed class BrokerUnavailableException : Exception
{
    /// <param name="state">What the broker does at this moment, as far as this process knows.</param>
    /// <param name="message">What happened, in words.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public BrokerUnavailableException(BrokerState state, string message, Exception? inner = null)
        : base(message, inner) => State = state;

    /// <summary>What the broker did when this was thrown, as far as this process knew.</summary>
    public BrokerState State { get; }
}
