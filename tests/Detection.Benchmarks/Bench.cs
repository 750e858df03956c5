using Detection.Benchmarks.Contestants;
using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Report;
using Detection.Benchmarks.Services;
using Detection.Testing;

namespace Detection.Benchmarks;

/// <summary>One run: starts everybody, measures them in turn over all repetitions, and reports.</summary>
internal sealed class Bench(BenchOptions options, TextWriter output) : IAsyncDisposable
{
    private readonly Results _results = new();
    private readonly ScratchFolder _models = new();
    private readonly List<IContestant> _contestants = [];
    private readonly Dictionary<string, string> _versions = [];
    private RabbitMqServer? _broker;

    public async Task<BenchReport> RunAsync(CancellationToken cancellationToken)
    {
        var workload = Workload.Find(options.Scenes);
        var plan = options.Quick
            ? BenchPlan.Quick(workload.Pictures.Count, options.Repetitions)
            : BenchPlan.Full(workload.Pictures.Count, options.Repetitions);
        // A folder of its own: what else lies beside the model would be loaded too.
        File.Copy(workload.ModelFile, _models.Of(Path.GetFileName(workload.ModelFile)));
        await ChooseAsync(workload, plan);

        foreach (var contestant in _contestants)
        {
            Say($"starting {contestant.Name}");
            await contestant.PrepareAsync(_results, cancellationToken);
        }

        for (var repetition = 1; repetition <= options.Repetitions; repetition++)
        {
            foreach (var contestant in _contestants)
            {
                Say($"{repetition}/{options.Repetitions} {contestant.Name}");
                await contestant.MeasureAsync(_results, cancellationToken);
            }
        }

        return BenchReport.Of(_results, workload, Machine.Describe(_versions), options.Repetitions);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var contestant in Enumerable.Reverse(_contestants))
            await contestant.DisposeAsync();
        if (_broker is not null)
            await _broker.DisposeAsync();
        _models.Dispose();
    }

    private async Task ChooseAsync(Workload workload, BenchPlan plan)
    {
        var bare = new BareContestant(workload, plan);
        _contestants.Add(bare);
        if (Wants(Figure.Pipeline))
            _contestants.Add(new PipelineContestant(workload, _models.Path, plan));
        if (Wants(Figure.Embedded))
            _contestants.Add(new EmbeddedContestant(workload, _models.Path, bare, plan));
        if ((Wants(Figure.RabbitMq) || Wants(Figure.ControlPlane)) && await StartBrokerAsync() is { } broker)
        {
            if (Wants(Figure.RabbitMq))
                _contestants.Add(new RabbitMqContestant(workload, _models.Path, broker, plan));
            if (Wants(Figure.ControlPlane))
            {
                _contestants.Add(new ControlPlaneContestant(Figure.ControlPlane, 1, broker, plan));
                _contestants.Add(new ControlPlaneContestant(Figure.ControlPlaneTwo, 2, broker, plan));
            }
        }

        if (Wants(Figure.Peer) && await HasPeerAsync())
            _contestants.Add(new PeerContestant(workload, plan));
    }

    private bool Wants(string name) => options.Only.Contains(name);

    private async Task<RabbitMqServer?> StartBrokerAsync()
    {
        if (RabbitMqServer.SkipReason is { } reason)
        {
            LeaveOut("RabbitMQ and the control plane", reason);
            return null;
        }

        Say("starting RabbitMQ");
        _broker = new RabbitMqServer();
        try
        {
            await _broker.InitializeAsync();
        }
        catch (InvalidOperationException e)
        {
            throw new BenchmarkException(e.Message, e);
        }

        using var host = new VirtualHost(_broker);
        _versions["RabbitMQ"] = await Machine.BrokerVersionAsync(host);
        return _broker;
    }

    private async Task<bool> HasPeerAsync()
    {
        if (await Peer.InstallAsync() is not { } reason)
            return true;
        LeaveOut("The peer", reason);
        return false;
    }

    private void LeaveOut(string what, string why)
    {
        _results.Notes.Add($"{what} was left out: {why}");
        Say(_results.Notes[^1]);
    }

    private void Say(string message) => output.WriteLine($"bench: {message}");
}
