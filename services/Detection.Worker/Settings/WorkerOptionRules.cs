using Detection.Contracts;
using Detection.Hosting.Options;

namespace Detection.Worker.Settings;

/// <summary>Rules of <see cref="WorkerOptions"/>.</summary>
public sealed class WorkerOptionRules() : OptionRules<WorkerOptions>("Worker")
{
    protected override void Check(WorkerOptions options, OptionErrors errors) => errors
        .Range(nameof(options.Concurrency), options.Concurrency, 0, 1024, "pictures")
        .Range(nameof(options.MegapixelsInWork), options.MegapixelsInWork, 1, 100_000, "megapixels")
        .Range(nameof(options.ImagingThreads), options.ImagingThreads, 0, 1024, "threads")
        .Range(nameof(options.DecodeSeconds), options.DecodeSeconds, 0.1, 600, "seconds")
        .Range(nameof(options.MaxImageBytes), options.MaxImageBytes, 1024, 1L << 30, "bytes")
        .Range(nameof(options.MaxMegapixels), options.MaxMegapixels, 0.01, 268, "megapixels")
        .Range(nameof(options.InlineMaxBytes), options.InlineMaxBytes, 0, MessageLimits.MostInlineBytes, "bytes")
        .Range(nameof(options.JpegQuality), options.JpegQuality, 1, 100, "percent")
        .Range(nameof(options.Retries), options.Retries, 0, 20, "tries")
        .Range(nameof(options.StartedAfterMilliseconds), options.StartedAfterMilliseconds, 0, 60_000, "milliseconds")
        .Range(nameof(options.ReportSeconds), options.ReportSeconds, 0.5, 60, "seconds");
}
