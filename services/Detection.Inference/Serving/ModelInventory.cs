using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Which file holds which model, and what became of it. Used by one thread at a time.</summary>
/// <remarks>
/// 1. A file counts as changed, or as gone, once two looks in a row found it the same: a copy under way is not looked into.
/// The first look of all takes what it finds. 2. Files are gone through in the order of the search; the first good one of a
/// name has it. 3. A new content is loaded and self-tested aside, and warmed as well: from the second look on, and on a GPU
/// always. If it is bad, for whatever reason, the model that its file held before goes on. 4. The default is chosen by the same rule as at the start
/// (<see cref="DefaultModel"/>). Where that finds none, it stays what it was, also when its file is gone: without a default
/// every picture that names no model would fail, and a worker that has a model has no reason to. For the same reason the
/// built-in model never takes the place of one of the folders at run time: photographs would come back empty.
/// </remarks>
/// <param name="options">Where to search, and which is the default.</param>
/// <param name="load">Makes a detector of a file: <see cref="ModelLoader.Load"/>.</param>
/// <param name="generations">Owns what was loaded.</param>
/// <param name="logger">Hears of each model that is taken or rejected.</param>
internal sealed class ModelInventory(
    InferenceOptions options, Func<ModelFile, Detector> load, Generations generations, ILogger logger)
{
    private readonly Dictionary<string, ModelEntry> _entries = new(StringComparer.Ordinal);
    private bool _lingers;

    /// <summary>The first look.</summary>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ModelLoadException">A folder cannot be searched, the default model is missing or bad, or no model is good.</exception>
    public Catalogue Open(CancellationToken ct = default)
    {
        var files = ModelFolders.Scan(options);
        var offered = Look(files, null, ct);
        var rejected = Rejected(files);
        var chosen = offered[DefaultModel.Choose(options, Models(offered), rejected).Name];
        Fill(chosen);
        logger.LogDefault(chosen.Model.Name);
        NoteUnusedLimits(files);
        return new Catalogue(offered, chosen, rejected);
    }

    /// <summary>A later look.</summary>
    /// <param name="current">What the last one returned.</param>
    /// <param name="ct">Ends it, also while a file is loaded; the next look goes on from there.</param>
    /// <returns><paramref name="current"/> itself where nothing has changed.</returns>
    /// <exception cref="ModelLoadException">A folder cannot be searched; nothing was changed.</exception>
    public Catalogue Update(Catalogue current, CancellationToken ct)
    {
        var rules = current.Default.Model.BuiltIn || options.BuiltIn is null
            ? options
            : options with { BuiltIn = options.BuiltIn with { InsteadOfNone = false } };
        var files = ModelFolders.Scan(rules);
        var offered = Look(files, current.Default, ct);
        var rejected = Rejected(files);
        var chosen = DefaultModel.Find(rules, Models(offered), rejected) is { } found ? offered[found.Name] : current.Default;
        if (chosen != current.Default)
            Fill(chosen);
        NoteAbsence(chosen, lingers: !offered.ContainsValue(chosen));
        offered[chosen.Model.Name] = chosen;
        var next = new Catalogue(offered, chosen, rejected);
        return next.IsLike(current) ? current : next;
    }

    /// <summary>Retires what a catalogue no longer offers, once it is the one in use.</summary>
    public void Retire(Catalogue current) => generations.RetireAllBut(
        _entries.Values.Select(entry => entry.Generation).OfType<ModelGeneration>().Append(current.Default).ToHashSet());

    private Dictionary<string, ModelGeneration> Look(IReadOnlyList<string> files, ModelGeneration? @default, CancellationToken ct)
    {
        var offered = new Dictionary<string, ModelGeneration>(StringComparer.Ordinal);
        ForgetAbsent(files, offered);
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            var entry = EntryOf(file, @default);
            var stamp = FileStamp.Of(file);
            var still = @default is null || entry.Seen == stamp;
            entry.Seen = stamp;
            if (offered.TryGetValue(entry.Name, out var earlier))
            {
                if (still || entry.Generation is not null)
                    Yield(entry, earlier);
                continue;
            }

            if (still && entry.Judged != stamp)
                Judge(entry, stamp, warm: @default is not null, ct);
            if (entry.Generation is { } generation)
                offered.Add(entry.Name, generation);
        }

        return offered;
    }

    /// <summary>Those that only this look does not find keep their models, as they may be back at the next.</summary>
    private void ForgetAbsent(IReadOnlyList<string> files, Dictionary<string, ModelGeneration> offered)
    {
        foreach (var entry in _entries.Values.ExceptBy(files, entry => entry.File).ToArray())
        {
            if (entry.Seen is null)
                _entries.Remove(entry.File);
            else if (entry.Generation is { } generation)
                offered.TryAdd(entry.Name, generation);
            entry.Seen = null;
        }
    }

    private ModelEntry EntryOf(string file, ModelGeneration? @default)
    {
        if (_entries.TryGetValue(file, out var entry))
            return entry;
        entry = new ModelEntry(file);
        // The default model's file is back: it need not be loaded again where it is what it was.
        if (@default?.Model.File == file)
            (entry.Generation, entry.Judged) = (@default, @default.Stamp);
        return _entries[file] = entry;
    }

    private void Yield(ModelEntry entry, ModelGeneration earlier)
    {
        var reason = $"the name '{entry.Name}' is taken by {earlier.Model.File}. Rename one of them.";
        if (entry.Reason != reason)
            logger.LogRejected(entry.File, reason);
        (entry.Generation, entry.Judged, entry.Reason) = (null, null, reason);
    }

    private void Judge(ModelEntry entry, FileStamp stamp, bool warm, CancellationToken ct)
    {
        ModelGeneration? generation = null;
        string? reason = null;
        var serving = entry.Generation?.Model;
        try
        {
            generation = TimedRun.Of(
                () => LoadAside(entry.File, serving, warm), TimeSpan.FromSeconds(options.LoadSeconds), late => late.Dispose(), ct);
        }
#pragma warning disable CA1031 // Whatever is wrong with a file, or with what reads it, the other models go on.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            reason = ReasonOf(e);
            if (e is not (ModelLoadException or InferenceException or TimeoutException))
                logger.LogLoadFailed(entry.File, e);
        }

        entry.Judged = generation?.Stamp ?? stamp;
        if (generation is not null)
            Take(entry, generation);
        else
            Reject(entry, reason!);
    }

    private ModelGeneration LoadAside(string path, ModelInfo? serving, bool warm)
    {
        var file = ModelFile.Read(path);
        var generation = generations.Add(load(file), file.Stamp);
        try
        {
            if (Relapse(serving, generation.Model) is { } relapse)
                throw new ModelLoadException(path, relapse);
            // A GPU takes seconds for each size that it has not run before, and may lack the memory for it: not in a request.
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

    private void Take(ModelEntry entry, ModelGeneration generation)
    {
        (entry.Generation, entry.Reason) = (generation, null);
        logger.LogLoaded(generation.Model);
        InferenceMetrics.CountLoad(entry.Name, InferenceMetrics.Loaded);
    }

    private void Reject(ModelEntry entry, string reason)
    {
        entry.Reason = reason;
        InferenceMetrics.CountLoad(entry.Name, InferenceMetrics.Rejected);
        if (entry.Generation is null)
            logger.LogRejected(entry.File, reason);
        else
            logger.LogKept(entry.Name, entry.File, reason);
    }

    private string ReasonOf(Exception e) => e switch
    {
        TimeoutException => $"loading it takes more than {options.LoadSeconds} s (Inference:LoadSeconds), and is given up.",
        ModelLoadException known => known.Reason,
        InferenceException => $"it cannot be warmed up: {e.Message}",
        _ => $"it cannot be loaded: {e.GetBaseException().Message.TrimEnd('.')} ({e.GetBaseException().GetType().Name}).",
    };

    /// <summary>Opens what sessions the default lacks. It answers without them as well, if more slowly.</summary>
    private void Fill(ModelGeneration chosen)
    {
        try
        {
            chosen.Fill();
        }
#pragma warning disable CA1031 // Want of memory, say: no reason to take away a model that was tested and runs.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogNotFilled(chosen.Model.Name, e);
        }
    }

    /// <summary>
    /// Why a model must not take the place of the one that serves: that runs on a GPU, and this one got no further than the
    /// CPU, most likely for want of memory beside it. Null where it may.
    /// </summary>
    internal static string? Relapse(ModelInfo? serving, ModelInfo next) => serving is { OnGpu: true } && !next.OnGpu
        ? $"it would run on the {next.Provider} ({next.ProviderNote}), and what it is to replace runs on {serving.Provider}. Restart to load it alone."
        : null;

    private void NoteAbsence(ModelGeneration chosen, bool lingers)
    {
        // The built-in one has only given way to files, and those are bad: that was said.
        if (lingers && !_lingers && !chosen.Model.BuiltIn)
            logger.LogLingers(chosen.Model.Name, chosen.Model.File);
        _lingers = lingers;
    }

    /// <summary>A name that is misspelt would otherwise leave its model without the limit, and nobody the wiser.</summary>
    private void NoteUnusedLimits(IReadOnlyList<string> files)
    {
        var known = files.Select(ModelFolders.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var unknown = options.ModelGpuMemoryMiB.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            logger.LogUnusedLimits(string.Join(", ", unknown), string.Join(", ", known));
    }

    private RejectedModel[] Rejected(IReadOnlyList<string> files) =>
        [.. files.Select(file => _entries[file]).Where(entry => entry.Reason is not null)
            .Select(entry => new RejectedModel(entry.Name, entry.File, entry.Reason!))];

    private static ModelInfo[] Models(Dictionary<string, ModelGeneration> offered) => [.. offered.Values.Select(generation => generation.Model)];
}
