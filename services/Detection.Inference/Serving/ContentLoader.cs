using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Loads the content of a model file beside what serves, with a time limit. No error of a file gets out.</summary>
/// <param name="options">The time limit.</param>
/// <param name="load">Makes a detector from a file: <see cref="ModelLoader.Load"/>.</param>
/// <param name="generations">Owns what was loaded.</param>
/// <param name="logger">Logs unexpected errors.</param>
internal sealed class ContentLoader(InferenceOptions options, Func<ModelFile, Detector> load, Generations generations, ILogger logger)
{
    /// <summary>Loads a file on a thread of its own; null, with the reason, if it cannot serve.</summary>
    /// <param name="path">The file.</param>
    /// <param name="serving">The model that the file serves now; null: none.</param>
    /// <param name="warm">Whether to open all sessions as well; on a GPU that always happens.</param>
    /// <param name="reason">Why it cannot serve.</param>
    /// <param name="ct">Ends the wait; the load is given up.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ModelGeneration? TryLoad(string path, ModelInfo? serving, bool warm, out string reason, CancellationToken ct)
    {
        try
        {
            reason = "";
            return TimedRun.Of(() => Load(path, serving, warm), TimeSpan.FromSeconds(options.LoadSeconds), late => late.Dispose(), ct);
        }
#pragma warning disable CA1031 // Whatever is wrong with a file, or with what reads it: the other models go on.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            if (e is not (ModelLoadException or InferenceException or TimeoutException))
                logger.LogLoadFailed(path, e);
            reason = ReasonOf(e);
            return null;
        }
    }

    /// <summary>
    /// Why a model must not replace the one that serves: that runs on a GPU, and the new one would run on the CPU, most likely
    /// because both do not fit into GPU memory. Null if it may.
    /// </summary>
    internal static string? WhyNotReplace(ModelInfo? serving, ModelInfo next) => serving is { OnGpu: true } && !next.OnGpu
        ? $"it would run on the {next.Provider} ({next.ProviderNote}), and the model that it replaces runs on {serving.Provider}. Restart to load it alone."
        : null;

    private ModelGeneration Load(string path, ModelInfo? serving, bool warm)
    {
        var file = ModelFile.Read(path);
        var generation = generations.Add(load(file), file.Stamp);
        try
        {
            if (WhyNotReplace(serving, generation.Model) is { } reason)
                throw new ModelLoadException(path, reason);
            // A GPU takes seconds for each new size, and may lack the memory for it: not in a request.
            if (warm || generation.Model.OnGpu)
                generation.Fill();
            return generation;
        }
        catch
        {
            // At once: the next file may need its memory.
            generation.Dispose();
            throw;
        }
    }

    private string ReasonOf(Exception e) => e switch
    {
        TimeoutException => $"loading it takes more than {options.LoadSeconds} s (Inference:LoadSeconds), and is given up.",
        ModelLoadException known => known.Reason,
        InferenceException => $"it cannot be warmed up: {e.Message}",
        _ => $"it cannot be loaded: {e.GetBaseException().Message.TrimEnd('.')} ({e.GetBaseException().GetType().Name}).",
    };
}
