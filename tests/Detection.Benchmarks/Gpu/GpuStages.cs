using Detection.Contracts;

namespace Detection.Benchmarks.Gpu;

/// <summary>Where a picture's time goes.</summary>
/// <param name="Times">
/// Mean milliseconds. <see cref="StageTimes.Infer"/> is the picture's share of its batch's run and not the whole run, as it is in
/// the product's results, so that it can be read at any size of batch.
/// </param>
/// <param name="RunSize">Mean pictures of a run.</param>
internal sealed record GpuStages(StageTimes Times, double RunSize);
