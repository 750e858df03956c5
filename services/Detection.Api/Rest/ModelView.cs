using Detection.Contracts;

namespace Detection.Api.Rest;

/// <summary>A model that at least one worker runs.</summary>
/// <param name="Name">What a submission's option 'model' says.</param>
/// <param name="Task">Always "detect".</param>
/// <param name="Labels">By class id.</param>
/// <param name="Stride">Pixels; input sizes are multiples of it.</param>
/// <param name="InputWidth">Pixels; the largest where sizes are dynamic.</param>
/// <param name="InputHeight">Pixels; the largest where sizes are dynamic.</param>
/// <param name="DynamicSize">Whether the input's height and width may vary.</param>
/// <param name="Provider">Execution provider that runs it.</param>
/// <param name="Layout">What works on how much at once, on one of the workers; null where that does not tell it.</param>
/// <param name="ProviderNote">Why not a better provider; null when the best one runs.</param>
/// <param name="GpuUnused">Whether some worker runs it on the CPU although a GPU was wanted and there are signs of one.</param>
/// <param name="Workers">How many workers run it.</param>
/// <param name="IsDefault">Whether submissions that name no model run on it.</param>
/// <param name="BuiltIn">Whether it is the model that comes with the product.</param>
internal sealed record ModelView(
    string Name,
    string Task,
    IReadOnlyList<string> Labels,
    int Stride,
    int InputWidth,
    int InputHeight,
    bool DynamicSize,
    string Provider,
    string? Layout,
    string? ProviderNote,
    bool GpuUnused,
    int Workers,
    bool IsDefault,
    bool BuiltIn)
{
    /// <summary>The models of all workers, each once; the default first.</summary>
    public static IReadOnlyList<ModelView> Of(IEnumerable<WorkerReported> workers) =>
    [
        .. workers.SelectMany(worker => worker.Models)
            .GroupBy(model => model.Name, StringComparer.Ordinal)
            .Select(same => Of(same.FirstOrDefault(model => model.GpuUnused) ?? same.First(), same.Count()))
            .OrderByDescending(model => model.IsDefault).ThenBy(model => model.Name, StringComparer.Ordinal),
    ];

    private static ModelView Of(ModelReport model, int workers) => new(
        model.Name, model.Task, model.Labels, model.Stride, model.InputWidth, model.InputHeight, model.DynamicSize,
        model.Provider, model.Layout, model.ProviderNote, model.GpuUnused, workers, model.IsDefault, model.BuiltIn);
}
