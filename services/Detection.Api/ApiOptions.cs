using Detection.Contracts;

namespace Detection.Api;

/// <summary>What the API accepts and how patient it is (section "Api").</summary>
public sealed class ApiOptions
{
    /// <summary>Largest picture accepted over REST, in bytes, 1 KiB to 1 GiB. Default 32 MiB.</summary>
    public long MaxImageBytes { get; set; } = 32L << 20;

    /// <summary>Largest picture accepted, in megapixels by its header, 0.01 to 268. Default 50.</summary>
    public double MaxMegapixels { get; set; } = 50;

    /// <summary>Largest picture accepted inside a message, in bytes, 0 to 16 MiB. Default 1 MiB.</summary>
    public int InlineMaxBytes { get; set; } = MessageLimits.InlineBytes;

    /// <summary>How long a submission waits for the broker's confirm, in seconds, 0.1 to 60. Default 5.</summary>
    public double ConfirmSeconds { get; set; } = 5;

    /// <summary>How often unconfirmed submissions are looked for and published again, in seconds, 1 to 3600. Default 15.</summary>
    public double SweepSeconds { get; set; } = 15;

    /// <summary>Silence after which a worker counts as gone, in seconds, 2 to 600. Default 15.</summary>
    public double WorkerTimeoutSeconds { get; set; } = 15;
}
