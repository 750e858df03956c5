using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Services;
using Detection.Testing;

namespace Detection.Benchmarks.Contestants;

/// <summary>As over RabbitMQ with inference switched off: what the bus, the saga and the database carry.</summary>
internal sealed class ControlPlaneContestant(string figure, int workers, RabbitMqServer broker, BenchPlan plan) : IContestant
{
    private const int InWork = 64;

    private const int Side = 32;

    private readonly ServiceLoad _load = new([BlocksPicture.Png(Side, Side)], "annotate=false", InWork);
    private Deployment? _deployment;

    public string Name => figure;

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        _deployment = await Deployments.ControlPlaneAsync(broker, workers);
        await _load.RunAsync(_deployment, plan.Commands, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken) =>
        results.Add(figure, await _load.RunAsync(_deployment!, plan.Commands, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }
}
