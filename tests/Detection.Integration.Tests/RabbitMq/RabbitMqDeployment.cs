using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The product over RabbitMQ as users run it: an API and workers as separate processes, sharing a data folder.</summary>
public sealed class RabbitMqDeployment : IAsyncDisposable
{
    private readonly DataFolder _data = new();
    private readonly List<(string Program, ServiceProcess Process)> _processes = [];
    private readonly Dictionary<string, ServiceProcess> _workers = [];
    private readonly Dictionary<string, string> _settings;
    private readonly List<ApiInstance> _others = [];
    private ServiceProcess? _api;
    private bool _disposed;

    internal RabbitMqDeployment(RabbitMqServer broker, string models, IEnumerable<(string Name, string Value)> settings)
    {
        Host = new VirtualHost(broker);
        BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        Client = new DetectionClient(BaseAddress);
        _settings = new Dictionary<string, string>
        {
            ["PORT"] = $"{BaseAddress.Port}",
            ["DATA"] = _data.Path,
            ["MODELS"] = models,
            ["RABBITMQ_URL"] = Host.AmqpUri.OriginalString,
            ["Worker__ReportSeconds"] = "1", // so that the tests hear of a new worker at once
        };
        foreach (var (name, value) in settings)
            _settings[name] = value;
    }

    public VirtualHost Host { get; }

    public Uri BaseAddress { get; }

    public DetectionClient Client { get; }

    internal DataFolder Data => _data;

    /// <summary>What all processes have written so far.</summary>
    public string Output => string.Join(Environment.NewLine, _processes.Select(one => one.Process.Output));

    /// <summary>With what processes have ended so far, a line each.</summary>
    public IReadOnlyList<string> Exits => [.. _processes.SelectMany(one => one.Process.Exits.Select(code => $"{one.Program}: {code}"))];

    /// <summary>Changes a setting of the processes that are started from now on.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    /// <summary>Starts the API, also again after its end; returns when it accepts detections.</summary>
    /// <param name="waitUntilReady">False: returns at once, for where it cannot accept any.</param>
    public async Task StartApiAsync(bool waitUntilReady = true)
    {
        _api = Start("Detection.Api", _settings);
        if (!waitUntilReady)
            return;
        await WatchedAsync(Eventually.TrueAsync("the API accepts detections", async () =>
        {
            try
            {
                using var response = await Client.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // Not listening yet.
            }
        }));
    }

    /// <summary>Starts one more API process, on a port of its own; does not wait until it is ready.</summary>
    internal ApiInstance StartAnotherApi()
    {
        var api = new ApiInstance(_settings);
        _processes.Add(("Detection.Api", api.Process));
        _others.Add(api);
        return api;
    }

    public Task KillApiAsync() => _api!.KillAsync();

    public async Task StopApiAsync() => Assert.Equal(0, await _api!.StopAsync());

    /// <summary>Waits until the API has ended by itself.</summary>
    public Task<int> ApiEndedAsync() => _api!.ExitAsync();

    /// <summary>Waits until a worker has ended by itself.</summary>
    public Task<int> WorkerEndedAsync(string name) => _workers[name].ExitAsync();

    /// <summary>Whether a line of the API's output contains this.</summary>
    public bool ApiSaid(string text) => _api!.Said(text);

    /// <summary>Starts a worker and returns when the API has heard of it.</summary>
    /// <param name="name">What it calls itself.</param>
    /// <param name="waitForReport">False: returns at once, for where the service as a whole is not ready.</param>
    public async Task StartWorkerAsync(string name, bool waitForReport = true)
    {
        _workers[name] = Start("Detection.Worker", new Dictionary<string, string>(_settings) { ["Worker__Name"] = name });
        if (waitForReport)
            await WatchedAsync(Client.ReadyAsync(name));
    }

    public Task KillWorkerAsync(string name) => _workers[name].KillAsync();

    /// <summary>Asks a worker to end; it must do so cleanly.</summary>
    public async Task StopWorkerAsync(string name) => Assert.Equal(0, await _workers[name].StopAsync());

    /// <summary>Whether a line of the worker's output contains this.</summary>
    public bool WorkerSaid(string name, string text) => _workers[name].Said(text);

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var (_, process) in _processes)
            await process.DisposeAsync();
        _others.ForEach(api => api.Dispose());
        await Host.DeleteAsync();
        Host.Dispose();
        Client.Dispose();
        _data.Dispose();
    }

    private ServiceProcess Start(string program, Dictionary<string, string> settings)
    {
        var process = ServiceProcess.Start(program, settings);
        _processes.Add((program, process));
        return process;
    }

    private async Task WatchedAsync(Task start)
    {
        try
        {
            await start;
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{e.Message}{Environment.NewLine}{Output}", e);
        }
    }
}
