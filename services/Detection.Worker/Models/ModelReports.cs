using Detection.Contracts;
using Detection.Inference.Models;
using Detection.Inference.Serving;

namespace Detection.Worker.Models;

/// <summary>What the registry offers, in the words of the contracts; put together anew only when that changes.</summary>
/// <param name="Snapshot">What is described.</param>
/// <param name="Models">The default first.</param>
/// <param name="Rejected">Files that are not offered, or not as they are now.</param>
internal sealed record ModelReports(ModelSnapshot Snapshot, IReadOnlyList<ModelReport> Models, IReadOnlyList<RejectedModelReport> Rejected)
{
    /// <summary>The reports of a snapshot: <paramref name="last"/> itself where they are the same.</summary>
    public static ModelReports Of(ModelSnapshot snapshot, ModelReports? last) => ReferenceEquals(last?.Snapshot, snapshot)
        ? last
        : new ModelReports(
            snapshot,
            [.. snapshot.Models.Select(model => Describe(model, snapshot.DefaultName)).OrderByDescending(model => model.IsDefault)],
            [.. snapshot.Rejected.Select(model => new RejectedModelReport { Name = model.Name, Reason = model.Reason })]);

    private static ModelReport Describe(ModelInfo model, string defaultName) => new()
    {
        Name = model.Name,
        Task = model.Task,
        IsDefault = model.Name == defaultName,
        BuiltIn = model.BuiltIn,
        Labels = model.Labels,
        Stride = model.Stride,
        InputWidth = model.InputWidth,
        InputHeight = model.InputHeight,
        DynamicSize = model.DynamicSize,
        Provider = model.Provider,
        Layout = model.Layout,
        ProviderNote = model.ProviderNote,
        GpuUnused = model.GpuUnused,
        SelfTestMilliseconds = Math.Round(model.SelfTest.Milliseconds, 2),
    };
}
