using Detection.Contracts;

namespace Detection.Api.Settings;

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

    /// <summary>How often commands that no broker has confirmed are looked for and sent, in seconds, 1 to 3600. Default 15.</summary>
    public double SweepSeconds { get; set; } = 15;

    /// <summary>
    /// How long a detection stays unfinished, with its command neither in a queue nor in work, before the command counts as lost and is
    /// sent again, in seconds, 1 to 86,400; after the same time again the detection fails. Default 900. Over RabbitMQ only. Workers must
    /// report what they have in work well within it.
    /// </summary>
    public double VanishedSeconds { get; set; } = 900;

    /// <summary>How often pictures that no detection refers to are looked for, in seconds, 1 to 604,800. Default 3600.</summary>
    public double OrphanSweepSeconds { get; set; } = 3600;

    /// <summary>
    /// How old such a picture must be to be removed, in seconds, 3600 to 31,536,000: longer than a request takes from its picture to its
    /// row. Default 86,400: a day.
    /// </summary>
    public double OrphanGraceSeconds { get; set; } = 86_400;

    /// <summary>Silence after which a worker counts as gone, in seconds, 2 to 600. Default 15.</summary>
    public double WorkerTimeoutSeconds { get; set; } = 15;
}
