using Detection.Benchmarks.Contestants;
using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;
using Detection.Contracts;
using Detection.Testing;

namespace Detection.Benchmarks.Gpu;

/// <summary>The measurements on the GPU of this machine. One at a time, each with all of the GPU's memory.</summary>
internal sealed class GpuLab : IGpuLab, IDisposable
{
    /// <summary>Of the comparison with the CPU.</summary>
    private const int ParityBatch = 8;

    /// <summary>Every shape in every size is run before the program is ready, and an engine may have to be built.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(20);

    private readonly GpuOptions _options;
    private readonly Workload _workload = Pictures.Workload.Find();
    private readonly ScratchFolder _models = new();
    private readonly ScratchFolder _engines = new();
    private IReadOnlyList<IReadOnlyList<DetectedObject>>? _expected;

    public GpuLab(GpuOptions options)
    {
        _options = options;
        File.Copy(_workload.ModelFile, _models.Of(Path.GetFileName(_workload.ModelFile)));
    }

    public string Workload => $"{_workload.ModelName} on {_workload.Description}";

    private int PictureCount => _workload.Pictures.Count;

    public async Task<GpuParity> CompareAsync(string precision, CancellationToken cancellationToken)
    {
        await using var gpu = new InProcessWorker(
            _models.Path, _workload.Pictures, null, new GpuVariant(precision, Bytes: true, ParityBatch).Settings(_engines.Path));
        _expected ??= await OnCpuAsync(cancellationToken); // after the GPU, which may not be there to be compared
        var found = await GpuParity.FindAsync(gpu, PictureCount, ParityBatch, cancellationToken);
        return _expected.Zip(found).Aggregate(new GpuParity(0, 0, 0, 0), (parity, picture) => parity.With(picture.First, picture.Second));
    }

    public IGpuBare OpenBare(string precision, int batch) => new GpuBare(_workload.ModelFile, precision, batch, _engines.Path);

    public async Task<GpuPipelineRates> PipelineAsync(GpuVariant variant, CancellationToken cancellationToken)
    {
        using var remarks = new RemarkLog();
        await using var worker = new InProcessWorker(_models.Path, _workload.Pictures, remarks, variant.Settings(_engines.Path));
        var stages = new StageMeans();
        await RunAsync(annotate: true, passes: 1);
        stages.Clear();
        var annotated = await RunAsync(annotate: true, Passes(variant));
        var means = stages.Means();
        var plain = await RunAsync(annotate: false, Passes(variant));
        return new GpuPipelineRates(plain.PerSecond, annotated.PerSecond, means, remarks.Remarks);

        Task<LoopResult> RunAsync(bool annotate, int passes)
        {
            var loop = new ClosedLoop(worker.Concurrency, lead: 2 * worker.Concurrency, passes * PictureCount);
            return loop.RunAsync(
                async (_, picture) => stages.Add((await worker.DetectAsync(picture % PictureCount, annotate)).Stages), cancellationToken);
        }
    }

    public async Task<GpuEmbeddedRates> EmbeddedAsync(GpuVariant variant, CancellationToken cancellationToken)
    {
        await using var deployment = await Deployments.EmbeddedAsync(
            _models.Path, StartPatience, cancellationToken, variant.Environment(_engines.Path));
        var annotated = await RunAsync("");
        var plain = await RunAsync("annotate=false");
        return new GpuEmbeddedRates(plain.PerSecond, annotated.PerSecond, plain.CpuSeconds["standalone"] / plain.Seconds);

        async Task<LoopResult> RunAsync(string query)
        {
            var load = new ServiceLoad([.. _workload.Pictures.Select(picture => picture.Encoded)], query, InWork: Math.Max(32, 4 * variant.Batch));
            try
            {
                await load.RunAsync(deployment, PictureCount, cancellationToken);
                return await load.RunAsync(deployment, Passes(variant) * PictureCount, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                // It is gone, and its log says why.
                throw new BenchmarkException($"{e.Message}\n{deployment.Logs()}", e);
            }
        }
    }

    public void Dispose()
    {
        _models.Dispose();
        _engines.Dispose();
    }

    /// <summary>Passes measured of each: more, the larger the batch. A thousand images a second are nothing special for a GPU.</summary>
    private int Passes(GpuVariant variant) => (_options.Quick ? 4 : 16) * (variant.Batch >= 8 ? 2 : 1);

    private async Task<IReadOnlyList<IReadOnlyList<DetectedObject>>> OnCpuAsync(CancellationToken cancellationToken)
    {
        await using var cpu = new InProcessWorker(_models.Path, _workload.Pictures, null, ("Inference:Provider", "cpu"));
        return await GpuParity.FindAsync(cpu, PictureCount, cpu.Concurrency, cancellationToken);
    }
}
