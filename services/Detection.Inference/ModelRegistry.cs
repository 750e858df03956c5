using System.Diagnostics.CodeAnalysis;
using Detection.Inference.Detecting;
using Detection.Inference.Loading;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Detection.Inference.Serving;
using Microsoft.Extensions.Logging;

namespace Detection.Inference;

/// <summary>The models of the folders, updated as files appear, change and disappear.</summary>
public sealed class ModelRegistry : IModelRegistry, IDisposable
{
    private readonly Generations _generations;
    private readonly ModelInventory _inventory;
    private readonly ILogger _logger;
    private readonly ModelWatch? _watch;
    private volatile Catalogue _current;

    private ModelRegistry(InferenceOptions options, Generations generations, ModelInventory inventory, ILogger logger, TimeProvider time, CancellationToken ct)
    {
        (_generations, _inventory, _logger) = (generations, inventory, logger);
        _current = inventory.Open(ct);
        if (options.ScanSeconds > 0)
            _watch = new ModelWatch(TimeSpan.FromSeconds(options.ScanSeconds), Look, logger, time);
    }

    public ModelSnapshot Current => _current.Snapshot;

    /// <summary>Loaded models that are not freed yet, also those that only finish their last pictures.</summary>
    internal int Loaded => _generations.Count;

    /// <summary>Loads, checks and self-tests every model in the folders; seconds, on the calling thread.</summary>
    /// <remarks>
    /// A bad file does not keep the good ones from being offered: it is logged and listed as rejected. The default model has
    /// all its sessions open when this returns, as has any that is loaded later; others have one, and open more as they are
    /// needed. On a GPU every model has run its sizes.
    /// </remarks>
    /// <param name="options">What to load, and how often to scan for changes.</param>
    /// <param name="logger">Logs each model with its provider, each rejection and each change.</param>
    /// <param name="time">Measures stages and times the scans; the system's clock if null.</param>
    /// <param name="gpu">Notified when the GPU is dead; null: each picture fails on its own.</param>
    /// <param name="ct">Cancels the loading.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ModelLoadException">
    /// The options are invalid, a folder is missing, the provider asked for is not there, the default model is missing or
    /// bad, or no model is good.
    /// </exception>
    public static ModelRegistry Load(InferenceOptions options, ILogger logger, TimeProvider? time = null, GpuHealth? gpu = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        if (options.Validate() is { Count: > 0 } problems)
            throw new ModelLoadException(string.Join(" ", problems));

        time ??= TimeProvider.System;
        var plan = ProviderPlan.Make(options, new GpuProbe(options.DeviceId));
        var generations = new Generations();
        try
        {
            var inventory = new ModelInventory(options, new ModelLoader(options, plan, logger, time, gpu).Load, generations, logger);
            return new ModelRegistry(options, generations, inventory, logger, time, ct);
        }
        catch
        {
            generations.Dispose();
            throw;
        }
    }

    public bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease)
    {
        while (_current.Find(name) is { } generation)
        {
            // Refused only if another catalogue came since it was found.
            if (generation.TryRent(out lease))
                return true;
        }

        lease = null;
        return false;
    }

    /// <summary>Scans for changes once and applies them. One at a time.</summary>
    internal void Look(CancellationToken ct)
    {
        var earlier = _current;
        var later = _inventory.Update(earlier, ct);
        if (later != earlier)
        {
            _current = later;
            _logger.LogChange(earlier, later);
        }

        _inventory.Retire(later);
    }

    /// <summary>Refuses new pictures and returns when those under way are done and the sessions freed.</summary>
    public void Dispose()
    {
        _watch?.Dispose();
        _generations.Dispose();
    }
}
