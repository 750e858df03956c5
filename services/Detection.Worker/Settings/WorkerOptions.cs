using Detection.Contracts;

namespace Detection.Worker.Settings;

/// <summary>How much the worker takes on at once, and what it accepts (section "Worker").</summary>
public sealed class WorkerOptions
{
    /// <summary>Name in results and reports; empty: the host's name and the process id.</summary>
    public string Name { get; set; } = "";

    /// <summary>
    /// Pictures in work at once, fetched to acknowledged, 0 to 1024. 0, the default: twice the CPU's sessions, or two of
    /// a GPU's batches and a picture a core, and four: while some run, the next are fetched and decoded, and the last
    /// annotated, stored and published. What they take of memory, <see cref="MegapixelsInWork"/> bounds.
    /// </summary>
    public int Concurrency { get; set; }

    /// <summary>
    /// Decoded pictures in memory at once, in megapixels together, 1 to 100,000; a megapixel takes 3 MB. A picture that finds no
    /// room waits; one larger than all of it runs alone. Default 200: 600 MB.
    /// </summary>
    public double MegapixelsInWork { get; set; } = 200;

    /// <summary>Threads that decode and annotate, 0 to 1024; 0, the default: one a core.</summary>
    public int ImagingThreads { get; set; }

    /// <summary>
    /// Longest that one picture may take to be decoded, in seconds, 0.1 to 600; then its detection fails. Default 30: the largest
    /// photographs take two or three.
    /// </summary>
    public double DecodeSeconds { get; set; } = 30;

    /// <summary>Largest encoded picture, in bytes, 1 KiB to 1 GiB. Default 64 MiB.</summary>
    public long MaxImageBytes { get; set; } = 64L << 20;

    /// <summary>Largest picture, in megapixels by its header, 0.01 to 268. Default 50.</summary>
    public double MaxMegapixels { get; set; } = 50;

    /// <summary>Largest picture inside a message, in bytes, 0 to 16 MiB. Default 1 MiB.</summary>
    public int InlineMaxBytes { get; set; } = MessageLimits.InlineBytes;

    /// <summary>JPEG quality of annotated pictures, 1 to 100. Default 90.</summary>
    public int JpegQuality { get; set; } = 90;

    /// <summary>Tries after the first for a fault of the service (storage, memory), 0 to 20, with growing pauses. Default 4.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>
    /// How long a picture is in work before that is told (<c>DetectionStarted</c>; the status turns to Processing), in
    /// milliseconds, 0 to 60,000; 0: at once. Default 500: most pictures are done by then, and cost a message less.
    /// </summary>
    public double StartedAfterMilliseconds { get; set; } = 500;

    /// <summary>How often the worker reports that it is alive, in seconds, 0.5 to 60. Default 2.</summary>
    public double ReportSeconds { get; set; } = 2;

    /// <summary><see cref="DecodeSeconds"/>.</summary>
    public TimeSpan DecodeLimit => TimeSpan.FromSeconds(DecodeSeconds);

    /// <summary><see cref="StartedAfterMilliseconds"/>.</summary>
    public TimeSpan StartedAfter => TimeSpan.FromMilliseconds(StartedAfterMilliseconds);

    /// <summary><see cref="ImagingThreads"/>, with 0 resolved.</summary>
    public int EffectiveImagingThreads => ImagingThreads > 0 ? ImagingThreads : Environment.ProcessorCount;

    /// <summary><see cref="Concurrency"/>, with 0 resolved.</summary>
    /// <param name="atOnce">As <see cref="Detection.Inference.Providers.InferenceCapacity"/> has it.</param>
    public int EffectiveConcurrency(int atOnce) => Concurrency > 0 ? Concurrency : (2 * atOnce) + 4;
}
