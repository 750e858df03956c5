using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;

namespace Detection.Benchmarks.Contestants;

/// <summary>Detection.Standalone over REST: saturated, and then, for the latency, at a tenth of what it just carried.</summary>
internal sealed class EmbeddedContestant(Workload workload, string models, BareContestant bare, BenchPlan plan) : IContestant
{
    private const double ShareOfCapacity = 0.1;
    private const int InWork = 32;

    private readonly ServiceLoad _load = new([.. workload.Pictures.Select(picture => picture.Encoded)], "", InWork);
    private Deployment? _deployment;
    private int _latencyPictures;

    public string Name => Figure.Embedded;

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        _deployment = await Deployments.EmbeddedAsync(models);
        await _load.RunAsync(_deployment, plan.WarmUpPictures, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken)
    {
        var saturated = await _load.RunAsync(_deployment!, plan.ServicePictures, cancellationToken);
        results.Add(Figure.Embedded, saturated);

        // Other pictures in each repetition, and each compared with itself alone, measured now.
        var first = _latencyPictures;
        _latencyPictures += plan.LatencyPictures;
        double[] alone = [.. Enumerable.Range(first, plan.LatencyPictures).Select(bare.AloneMilliseconds)];
        var interval = TimeSpan.FromSeconds(1 / (ShareOfCapacity * saturated.PerSecond));
        var taken = await OpenLoop.RunAsync(plan.LatencyPictures, interval, i => _load.DetectAsync(_deployment!, first + i), cancellationToken);
        for (var i = 0; i < taken.Count; i++)
        {
            results.Add(Figure.Latency, taken[i]);
            results.Add(Figure.AddedLatency, taken[i] - alone[i]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }
}
