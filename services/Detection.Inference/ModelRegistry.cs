using System.Diagnostics.CodeAnalysis;
using Detection.Inference.Execution;
using Detection.Inference.Loading;
using Microsoft.Extensions.Logging;

namespace Detection.Inference;

/// <summary>The models on offer. Safe for concurrent use.</summary>
public sealed class ModelRegistry : IDisposable
{
    private readonly Dictionary<string, Detector> _detectors;
    private readonly Detector _default;

    private ModelRegistry(Dictionary<string, Detector> detectors, Detector @default, IReadOnlyList<RejectedModel> rejected)
    {
        (_detectors, _default, Rejected) = (detectors, @default, rejected);
        Models = [.. detectors.Values.Select(d => d.Model).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>Answers where no model is asked for.</summary>
    public IDetector Default => _default;

    /// <summary>What is offered, by name; at least one.</summary>
    public IReadOnlyList<ModelInfo> Models { get; }

    /// <summary>Model files that were found and are not offered, in the order of the search.</summary>
    public IReadOnlyList<RejectedModel> Rejected { get; }

    /// <summary>Loads, checks and self-tests every model in the folders; seconds, on the calling thread.</summary>
    /// <remarks>
    /// A bad file does not keep the good ones from being offered: it is logged and listed in <see cref="Rejected"/>. The
    /// default model has all its sessions open when this returns; others have one, and open more as they are needed.
    /// </remarks>
    /// <param name="options">What to load.</param>
    /// <param name="logger">Hears of each model, what runs it, and of each rejection.</param>
    /// <param name="time">Measures stages; the system's clock if null.</param>
    /// <exception cref="ModelLoadException">
    /// The options are invalid, a folder is missing, the provider asked for is not there, the default model is missing or
    /// bad, or no model is good.
    /// </exception>
    public static ModelRegistry Load(InferenceOptions options, ILogger logger, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ModelLoadException(string.Join(" ", problems));

        var files = ModelFolders.Scan(options.ModelFolders, options.BuiltIn);
        var plan = ProviderPlan.Make(options, new GpuProbe(options.DeviceId));
        var loader = new ModelLoader(options, plan, logger, time ?? TimeProvider.System);
        var detectors = new Dictionary<string, Detector>(StringComparer.Ordinal);
        try
        {
            var rejected = LoadAll(files, loader, detectors, logger);
            var chosen = DefaultModel.Choose(options, [.. detectors.Values.Select(d => d.Model)], rejected);
            var registry = new ModelRegistry(detectors, detectors[chosen.Name], rejected);
            registry._default.Fill();
            logger.LogDefault(chosen.Name);
            return registry;
        }
        catch
        {
            DisposeAll(detectors);
            throw;
        }
    }

    /// <summary>Finds a model by its exact name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out IDetector? detector)
    {
        detector = _detectors.GetValueOrDefault(name);
        return detector is not null;
    }

    /// <summary>Refuses new pictures and returns when those under way are done and the sessions freed.</summary>
    public void Dispose() => DisposeAll(_detectors);

    private static List<RejectedModel> LoadAll(
        IReadOnlyList<string> files, ModelLoader loader, Dictionary<string, Detector> detectors, ILogger logger)
    {
        var rejected = new List<RejectedModel>();
        foreach (var file in files)
        {
            var name = ModelFolders.NameOf(file);
            try
            {
                if (detectors.TryGetValue(name, out var earlier))
                    throw new ModelLoadException(file, $"the name '{name}' is taken by {earlier.Model.File}. Rename one of them.");
                detectors.Add(name, loader.Load(file));
                logger.LogLoaded(detectors[name].Model);
            }
            catch (ModelLoadException e)
            {
                rejected.Add(new RejectedModel(name, file, e.Reason));
                logger.LogRejected(file, e.Reason);
            }
        }

        return rejected;
    }

    private static void DisposeAll(Dictionary<string, Detector> detectors)
    {
        foreach (var detector in detectors.Values)
            detector.Dispose();
    }
}
