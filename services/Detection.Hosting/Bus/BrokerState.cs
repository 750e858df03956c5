namespace Detection.Hosting.Bus;

/// <summary>What the broker does with messages at this moment.</summary>
public enum BrokerState
{
    /// <summary>It cannot be reached, refuses connections, or does not answer.</summary>
    Away,

    /// <summary>It is there and holds publishers back, because its memory or disk runs low; it delivers and takes acknowledgements.</summary>
    Blocked,

    /// <summary>It confirms messages.</summary>
    Ready,
}
