namespace Detection.Worker;

/// <summary>How much the worker takes on at once, and what it accepts (section "Worker").</summary>
public sealed class WorkerOptions
{
    /// <summary>Name in results and reports; empty: the host's name and the process id.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// Pictures in work at once, 0 to 1024; the prefetch is twice that. 0, the default: one more than there are cores,
    /// so that a session need not wait while a picture is fetched or stored.
    /// </summary>
    public int Concurrency { get; set; }

    /// <summary>Largest encoded picture, in bytes, 1 KiB to 1 GiB. Default 64 MiB.</summary>
    public long MaxImageBytes { get; set; } = 64L << 20;

    /// <summary>Largest picture, in megapixels by its header, 0.01 to 268. Default 50.</summary>
    public double MaxMegapixels { get; set; } = 50;

    /// <summary>Largest picture inside a message, in bytes, 0 to 16 MiB. Default 1 MiB.</summary>
    public int InlineMaxBytes { get; set; } = 1 << 20;

    /// <summary>JPEG quality of annotated pictures, 1 to 100. Default 90.</summary>
    public int JpegQuality { get; set; } = 90;

    /// <summary>Tries after the first for a fault of the service (storage, memory), 0 to 20, with growing pauses. Default 4.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>How often the worker reports that it is alive, in seconds, 0.5 to 60. Default 2.</summary>
    public double ReportSeconds { get; set; } = 2;

    /// <summary><see cref="Concurrency"/>, with 0 resolved.</summary>
    public int EffectiveConcurrency => Concurrency > 0 ? Concurrency : Environment.ProcessorCount + 1;
}
