using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;

namespace Detection.Benchmarks.Contestants;

/// <summary>The worker's own pipeline in this process: from encoded bytes in memory to boxes, and to the annotated JPEG.</summary>
internal sealed class PipelineContestant(Workload workload, string models, BenchPlan plan) : IContestant
{
    private InProcessWorker? _worker;

    public string Name => Figure.Pipeline;

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        _worker = new InProcessWorker(models, workload.Pictures);
        results.Notes.Add($"Pipeline: {_worker.Concurrency} pictures in work, as in the worker.");
        await RunAsync(annotate: true, plan.Pictures / 2, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken)
    {
        results.Add(Figure.Pipeline, await RunAsync(annotate: false, plan.Pictures, cancellationToken));
        results.Add(Figure.PipelineAnnotated, await RunAsync(annotate: true, plan.Pictures, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
            await _worker.DisposeAsync();
    }

    private Task<LoopResult> RunAsync(bool annotate, int count, CancellationToken cancellationToken)
    {
        var worker = _worker!;
        var loop = new ClosedLoop(worker.Concurrency, lead: 2 * worker.Concurrency, count, WatchedProcess.LoadGenerator);
        return loop.RunAsync((_, picture) => worker.DetectAsync(picture % workload.Pictures.Count, annotate), cancellationToken);
    }
}
