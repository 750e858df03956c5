using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Services;
using Detection.Testing;

namespace Detection.Benchmarks.Contestants;

/// <summary>The same job as a plain Node.js service: annotated, from submit to done, saturated.</summary>
internal sealed class PeerContestant(Workload workload, BenchPlan plan) : IContestant
{
    private const int InWork = 16;

    private ServiceProcess? _process;
    private PeerClient? _client;

    public string Name => Figure.Peer;

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        var port = LoopbackPort.FindFree();
        _client = new PeerClient(new Uri($"http://127.0.0.1:{port}/"));
        _process = ServiceProcess.StartCommand(
            "peer", ["node", Peer.Program], new Dictionary<string, string> { ["PORT"] = $"{port}", ["MODEL"] = workload.ModelFile });
        try
        {
            await _client.ReadyAsync();
        }
        catch (BenchmarkException e)
        {
            throw new BenchmarkException($"{e.Message}\n{_process.Output}", e);
        }

        await RunAsync(plan.Pictures / 2, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken) =>
        results.Add(Figure.Peer, await RunAsync(plan.Pictures, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private Task<LoopResult> RunAsync(int count, CancellationToken cancellationToken)
    {
        var loop = new ClosedLoop(InWork, lead: InWork, count, WatchedProcess.LoadGenerator, new WatchedProcess("peer", _process!.Id));
        return loop.RunAsync((_, picture) => _client!.DetectAsync(workload.Pictures[picture % workload.Pictures.Count].Encoded), cancellationToken);
    }
}
