using Detection.Benchmarks.Measuring;
using Detection.Testing;

namespace Detection.Benchmarks.Services;

/// <summary>Processes of the product that share a data folder, on free ports of 127.0.0.1.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);
    private readonly ScratchFolder _folder = new();
    private readonly List<ServiceProcess> _running = [];
    private readonly List<WatchedProcess> _processes = [WatchedProcess.LoadGenerator];
    private readonly Dictionary<string, string> _settings;
    private readonly List<Func<Task>> _cleanups = [];

    /// <param name="settings">Environment variables of all its processes, beside PORT and DATA.</param>
    public Deployment(params (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.FindFree();
        _settings = settings.Append(("PORT", $"{port}")).Append(("DATA", _folder.Of("data"))).ToDictionary();
        Client = new ApiClient(new Uri($"http://127.0.0.1:{port}/"));
    }

    public ApiClient Client { get; }

    /// <summary>What runs, the load generator and, where given, the broker included.</summary>
    public IReadOnlyList<WatchedProcess> Processes => _processes;

    /// <summary>Starts one of the product's programs.</summary>
    /// <param name="name">As the tables call it.</param>
    /// <param name="program">The name of its project, such as Detection.Api.</param>
    public void Start(string name, string program) => StartCommand(name, "dotnet", ServiceProcess.DllOf("services", program));

    /// <summary>Starts any program. It writes its log into a file, as under a service manager, and not through this process.</summary>
    public void StartCommand(string name, params string[] command)
    {
        string[] logging = ["sh", "-c", "exec \"$@\" >\"$0\" 2>&1", _folder.Of($"{name}.log"), .. command];
        var process = ServiceProcess.StartCommand(name, logging, _settings);
        _running.Add(process);
        _processes.Add(new WatchedProcess(name, process.Id));
    }

    /// <summary>Watches a process that is not this deployment's own.</summary>
    public void Watch(WatchedProcess process) => _processes.Add(process);

    /// <summary>Does this at the end, when all processes are gone.</summary>
    public void Afterwards(Func<Task> cleanup) => _cleanups.Add(cleanup);

    /// <summary>Returns when the service is ready and so many workers are alive; where it does not get there, everything is ended.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="patience">How long to wait at most; null: as long as a start on the CPU may take.</param>
    /// <param name="cancellationToken">Ends the wait, and everything.</param>
    /// <exception cref="BenchmarkException">It did not start; the message holds the ends of the logs.</exception>
    public async Task ReadyAsync(int workers, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await Client.ReadyAsync(workers, () => _running.Exists(process => process.HasExited), patience ?? StartPatience, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
        catch (BenchmarkException e)
        {
            var logs = Logs();
            await DisposeAsync();
            throw new BenchmarkException($"{e.Message}\n{logs}", e);
        }
    }

    /// <summary>The ends of the logs.</summary>
    public string Logs() => string.Join('\n', _folder.Files().Where(file => file.EndsWith(".log", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(_folder.Of(file)).TakeLast(20).Prepend($"---- {file}")));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var process in _running)
            await process.DisposeAsync();
        foreach (var cleanup in _cleanups)
            await cleanup();
        _folder.Dispose();
    }
}
