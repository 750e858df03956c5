using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;
using Detection.Testing;

namespace Detection.Benchmarks.Contestants;

/// <summary>API, worker and broker as processes of their own; memory is read as the pictures of all repetitions add up.</summary>
internal sealed class RabbitMqContestant(Workload workload, string models, RabbitMqServer broker, BenchPlan plan) : IContestant
{
    private const int InWork = 32;
    private static readonly int[] Marks = [BenchPlan.SettledPictures, BenchPlan.AllPictures / 2, BenchPlan.AllPictures];

    private readonly ServiceLoad _load = new([.. workload.Pictures.Select(picture => picture.Encoded)], "", InWork);
    private Deployment? _deployment;
    private int _completed;

    public string Name => Figure.RabbitMq;

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        _deployment = await Deployments.RabbitMqAsync(broker, models);
        ReadMemory(results, pictures: 0);
        await RunAsync(results, plan.WarmUpPictures, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken) =>
        results.Add(Figure.RabbitMq, await RunAsync(results, plan.RabbitMqPictures, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }

    private Task<LoopResult> RunAsync(Results results, int count, CancellationToken cancellationToken) => _load.RunAsync(_deployment!, count, cancellationToken, () =>
    {
        var completed = Interlocked.Increment(ref _completed);
        if (Marks.Contains(completed))
            ReadMemory(results, completed);
    });

    private void ReadMemory(Results results, int pictures)
    {
        foreach (var process in _deployment!.Processes.Where(process => process != WatchedProcess.LoadGenerator))
            results.Memory.Add(new MemoryReading(process.Name, pictures, process.ResidentMebibytes()));
    }
}
