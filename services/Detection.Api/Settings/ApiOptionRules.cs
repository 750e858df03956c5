using Detection.Contracts;
using Detection.Hosting.Options;

namespace Detection.Api.Settings;

/// <summary>Rules of <see cref="ApiOptions"/>.</summary>
public sealed class ApiOptionRules() : OptionRules<ApiOptions>("Api")
{
    protected override void Check(ApiOptions options, OptionErrors errors) => errors
        .Range(nameof(options.MaxImageBytes), options.MaxImageBytes, 1024, 1L << 30, "bytes")
        .Range(nameof(options.MaxMegapixels), options.MaxMegapixels, 0.01, 268, "megapixels")
        .Range(nameof(options.InlineMaxBytes), options.InlineMaxBytes, 0, MessageLimits.MostInlineBytes, "bytes")
        .Range(nameof(options.ConfirmSeconds), options.ConfirmSeconds, 0.1, 60, "seconds")
        .Range(nameof(options.SweepSeconds), options.SweepSeconds, 1, 3600, "seconds")
        .Range(nameof(options.VanishedSeconds), options.VanishedSeconds, 1, 86_400, "seconds")
        .Range(nameof(options.OrphanSweepSeconds), options.OrphanSweepSeconds, 1, 604_800, "seconds")
        .Range(nameof(options.OrphanGraceSeconds), options.OrphanGraceSeconds, 3600, 31_536_000, "seconds")
        .Range(nameof(options.WorkerTimeoutSeconds), options.WorkerTimeoutSeconds, 2, 600, "seconds");
}
