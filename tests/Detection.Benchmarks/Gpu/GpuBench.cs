using Detection.Benchmarks.Contestants;
using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;
using Detection.Inference;
using Detection.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Gpu;

/// <summary>One run on a GPU: parity with the CPU, then each variant alone.</summary>
internal sealed class GpuBench(GpuOptions options, TextWriter output) : IDisposable
{
    /// <summary>Every shape in every size is run before the program is ready, and an engine may have to be built.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(20);

    private readonly Workload _workload = Workload.Find();
    private readonly ScratchFolder _models = new();
    private readonly ScratchFolder _engines = new();

    /// <summary>Pictures measured of each: more, the larger the batch.</summary>
    private int Passes(GpuVariant variant) => (options.Quick ? 2 : 5) * (variant.Batch >= 8 ? 2 : 1);

    /// <exception cref="BenchmarkException">The GPU cannot be used; the message says why.</exception>
    public async Task<GpuReport> RunAsync(string device, CancellationToken cancellationToken)
    {
        File.Copy(_workload.ModelFile, _models.Of(Path.GetFileName(_workload.ModelFile)));
        try
        {
            var parity = await CompareAsync();
            var rows = new List<GpuRow>();
            foreach (var precision in options.Precisions)
            {
                using var bare = new GpuBare(_workload.ModelFile, precision);
                foreach (var batch in options.Batches)
                {
                    foreach (var bytes in new[] { false, true })
                        rows.Add(await MeasureAsync(new GpuVariant(precision, bytes, batch), bytes ? null : bare, cancellationToken));
                }
            }

            return new GpuReport(device, Report.Machine.Describe([]), $"{_workload.ModelName} on {_workload.Description}", parity, rows);
        }
        catch (Exception e) when (e is ModelLoadException or OnnxRuntimeException)
        {
            throw new BenchmarkException($"The GPU ({device}) cannot be used: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _models.Dispose();
        _engines.Dispose();
    }

    private async Task<Dictionary<string, GpuParity>> CompareAsync()
    {
        var parity = new Dictionary<string, GpuParity>();
        await using var cpu = new InProcessWorker(_models.Path, _workload.Pictures, ("Inference:Provider", "cpu"));
        foreach (var precision in options.Precisions)
        {
            Say($"parity with the CPU, {precision}");
            await using var gpu = new InProcessWorker(_models.Path, _workload.Pictures, new GpuVariant(precision, Bytes: true, Batch: 8).Settings(_engines.Path));
            parity[precision] = await GpuParity.OfAsync(cpu, gpu, _workload.Pictures);
        }

        return parity;
    }

    private async Task<GpuRow> MeasureAsync(GpuVariant variant, GpuBare? bare, CancellationToken cancellationToken)
    {
        Say($"{variant.Precision}, {(variant.Bytes ? "bytes" : "floats")}, batches of {variant.Batch}");
        var (plain, annotated, stages) = await PipelineAsync(variant, cancellationToken);
        await using var deployment = await Deployments.EmbeddedAsync(
            _models.Path, StartPatience, cancellationToken, variant.Environment(_engines.Path));
        var embeddedAnnotated = await EmbeddedAsync(deployment, variant, "", cancellationToken);
        var embedded = await EmbeddedAsync(deployment, variant, "annotate=false", cancellationToken);
        return new GpuRow(
            variant,
            bare?.FromHost(variant.Batch),
            bare?.OnDevice(variant.Batch),
            plain,
            annotated,
            embedded.PerSecond,
            embeddedAnnotated.PerSecond,
            embedded.CpuSeconds["standalone"] / embedded.Seconds,
            stages);
    }

    private async Task<(double Plain, double Annotated, GpuStages Stages)> PipelineAsync(GpuVariant variant, CancellationToken cancellationToken)
    {
        await using var worker = new InProcessWorker(_models.Path, _workload.Pictures, variant.Settings(_engines.Path));
        var stages = new StageMeans();
        await RunAsync(annotate: true, passes: 1);
        stages.Clear();
        var annotated = await RunAsync(annotate: true, Passes(variant));
        var means = stages.Means();
        var plain = await RunAsync(annotate: false, Passes(variant));
        return (plain.PerSecond, annotated.PerSecond, means);

        Task<LoopResult> RunAsync(bool annotate, int passes)
        {
            var loop = new ClosedLoop(worker.Concurrency, lead: 2 * worker.Concurrency, passes * _workload.Pictures.Count);
            return loop.RunAsync(async (_, picture) =>
                stages.Add((await worker.DetectAsync(picture % _workload.Pictures.Count, annotate)).Stages), cancellationToken);
        }
    }

    private async Task<LoopResult> EmbeddedAsync(Deployment deployment, GpuVariant variant, string query, CancellationToken cancellationToken)
    {
        var load = new ServiceLoad([.. _workload.Pictures.Select(picture => picture.Encoded)], query, InWork: Math.Max(32, 4 * variant.Batch));
        await load.RunAsync(deployment, _workload.Pictures.Count, cancellationToken);
        return await load.RunAsync(deployment, Passes(variant) * _workload.Pictures.Count, cancellationToken);
    }

    private void Say(string message) => output.WriteLine($"bench: {message}");
}
