using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Turns each scan of the folders into a catalogue of the models on offer. Used by one thread at a time.</summary>
/// <remarks>
/// 1. A file counts as changed or gone once two scans in a row found it the same: a copy under way is not read. The first
/// scan takes what it finds. 2. Files are visited in the order of the search; the first good one of a name has it. 3. A new
/// content is loaded and self-tested beside the old one. It is warmed too: on a GPU always, else from the second scan on. If
/// it is bad, for whatever reason, the model that the file held before goes on. 4. The default is chosen by the rule of the
/// start (<see cref="DefaultModel"/>). If that finds none, the default stays, even when its file is gone: without a default
/// every picture that names no model would fail. For the same reason the built-in model never replaces a folder's model at
/// run time: photographs would come back empty.
/// </remarks>
/// <param name="options">Where to search, and which is the default.</param>
/// <param name="load">Makes a detector from a file: <see cref="ModelLoader.Load"/>.</param>
/// <param name="generations">Owns what was loaded.</param>
/// <param name="logger">Logs each model that is loaded or rejected.</param>
internal sealed class ModelInventory(
    InferenceOptions options, Func<ModelFile, Detector> load, Generations generations, ILogger logger)
{
    private readonly FileEntries _files = new(new ContentLoader(options, load, generations, logger), logger);
    private bool _defaultFileIsGone;

    /// <summary>The first scan.</summary>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ModelLoadException">A folder cannot be searched, the default model is missing or bad, or no model is good.</exception>
    public Catalogue Open(CancellationToken ct = default)
    {
        var files = ModelFolders.Scan(options);
        var offered = _files.Update(files, null, ct);
        var rejected = _files.RejectedOf(files);
        var @default = offered[DefaultModel.Choose(options, ModelsOf(offered), rejected).Name];
        FillDefault(@default);
        logger.LogDefault(@default.Model.Name);
        WarnOfUnusedLimits(files);
        return new Catalogue(offered, @default, rejected);
    }

    /// <summary>A later scan.</summary>
    /// <param name="current">What the last one returned.</param>
    /// <param name="ct">Ends it, also while a file is loaded; the next scan goes on from there.</param>
    /// <returns><paramref name="current"/> itself if nothing has changed.</returns>
    /// <exception cref="ModelLoadException">A folder cannot be searched; nothing was changed.</exception>
    public Catalogue Update(Catalogue current, CancellationToken ct)
    {
        var rules = RulesBeside(current.Default.Model);
        var files = ModelFolders.Scan(rules);
        var offered = _files.Update(files, current.Default, ct);
        var rejected = _files.RejectedOf(files);
        var @default = DefaultModel.Find(rules, ModelsOf(offered), rejected) is { } found ? offered[found.Name] : current.Default;
        if (@default != current.Default)
            FillDefault(@default);
        WarnIfFileIsGone(@default, isGone: !offered.ContainsValue(@default));
        offered[@default.Model.Name] = @default;
        var next = new Catalogue(offered, @default, rejected);
        return next.IsLike(current) ? current : next;
    }

    /// <summary>Retires what a catalogue no longer offers, once it is the one in use.</summary>
    public void Retire(Catalogue current) => generations.RetireAllBut(_files.Serving.Append(current.Default).ToHashSet());

    /// <summary>Once a folder's model is the default, the built-in one no longer takes the place of none.</summary>
    private InferenceOptions RulesBeside(ModelInfo @default) => @default.BuiltIn || options.BuiltIn is null
        ? options
        : options with { BuiltIn = options.BuiltIn with { InsteadOfNone = false } };

    /// <summary>Opens the sessions that the default lacks. It answers without them as well, only slower.</summary>
    private void FillDefault(ModelGeneration @default)
    {
        try
        {
            @default.Fill();
        }
#pragma warning disable CA1031 // Lack of memory, say: no reason to withdraw a model that was tested and runs.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogNotFilled(@default.Model.Name, e);
        }
    }

    private void WarnIfFileIsGone(ModelGeneration @default, bool isGone)
    {
        // The built-in model's file is not gone: it gave way to files that are all bad, and each was logged.
        if (isGone && !_defaultFileIsGone && !@default.Model.BuiltIn)
            logger.LogLingers(@default.Model.Name, @default.Model.File);
        _defaultFileIsGone = isGone;
    }

    /// <summary>A misspelt name leaves its model without the limit: the log says so.</summary>
    private void WarnOfUnusedLimits(IReadOnlyList<string> files)
    {
        var known = files.Select(ModelFolders.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var unknown = options.ModelGpuMemoryMiB.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            logger.LogUnusedLimits(string.Join(", ", unknown), string.Join(", ", known));
    }

    private static ModelInfo[] ModelsOf(Dictionary<string, ModelGeneration> offered) => [.. offered.Values.Select(generation => generation.Model)];
}
