using Detection.Benchmarks.Report;

namespace Detection.Benchmarks.Gpu;

/// <summary>One run on a GPU: of each precision, parity with the CPU, then each variant alone. Nothing that fails ends it.</summary>
internal sealed class GpuBench(GpuOptions options, IGpuLab lab, TextWriter output)
{
    private readonly GpuAttempts _attempts = new(output);
    private readonly Dictionary<string, GpuParity> _parity = [];
    private readonly List<GpuRow> _rows = [];

    /// <param name="device">The GPU and its driver.</param>
    /// <param name="progress">Given all that is known after each row: what is measured in an hour should outlive what ends it.</param>
    /// <param name="cancellationToken">Ends it between two pictures.</param>
    public async Task<GpuReport> RunAsync(string device, Func<GpuReport, Task> progress, CancellationToken cancellationToken)
    {
        var machine = Machine.Describe([]);
        foreach (var precision in options.Precisions)
            await MeasureAsync(precision, () => progress(Report()), cancellationToken);
        return Report();

        GpuReport Report() => new(device, machine, lab.Workload, _parity, [.. _rows], _attempts.Notes);
    }

    private async Task MeasureAsync(string precision, Func<Task> progress, CancellationToken cancellationToken)
    {
        var runs = await CompareAsync(precision, cancellationToken);
        foreach (var variants in GpuPlan.Of(options, precision))
        {
            foreach (var variant in variants)
            {
                var row = await MeasureAsync(variant, runs, cancellationToken);
                runs |= !row.IsEmpty;
                _rows.Add(row);
                await progress();
            }

            if (!runs)
            {
                _attempts.Note(precision, "nothing of it runs, so that no other batch was tried");
                return;
            }
        }
    }

    private async Task<bool> CompareAsync(string precision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parity = await _attempts.TryAsync<GpuParity>(
            $"parity of {precision} with the CPU", async () => await lab.CompareAsync(precision, cancellationToken));
        if (parity is not null)
            _parity[precision] = parity;
        return parity is not null;
    }

    private async Task<GpuRow> MeasureAsync(GpuVariant variant, bool runs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pipeline = await _attempts.TryAsync<GpuPipelineRates>(
            $"pipeline, {variant}", async () => await lab.PipelineAsync(variant, cancellationToken));
        foreach (var remark in pipeline?.Remarks ?? [])
            _attempts.Note($"pipeline, {variant}", remark);

        // Without cuDNN, say, ONNX Runtime alone leaves the convolutions to the CPU and tells nobody; the product looks first.
        var bare = variant.HasBare && (runs || pipeline is not null) ? await BareAsync(variant) : null;
        cancellationToken.ThrowIfCancellationRequested();
        var embedded = variant.HasEmbedded && pipeline is not null
            ? await _attempts.TryAsync<GpuEmbeddedRates>(
                $"embedded, {variant}", async () => await lab.EmbeddedAsync(variant, cancellationToken))
            : null;
        return new GpuRow(variant, bare, pipeline, embedded);
    }

    private async Task<GpuBareRates?> BareAsync(GpuVariant variant)
    {
        var what = $"bare, {variant}";
        using var bare = await _attempts.TryAsync<IGpuBare>(what, () => Task.FromResult<IGpuBare?>(lab.OpenBare(variant.Precision, variant.Batch)));
        return bare is null ? null : new GpuBareRates(
            await _attempts.TryAsync<double?>($"{what}, from the host", () => Task.FromResult<double?>(bare.FromHost())),
            await _attempts.TryAsync<double?>($"{what}, on the device", () => Task.FromResult<double?>(bare.OnDevice())));
    }
}
