using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Standalone;

/// <summary>The embedded mode as users run it: one process, on a free port, with a data folder of its own.</summary>
public sealed class StandaloneApp : IAsyncLifetime, IAsyncDisposable
{
    private readonly DataFolder _data = new();
    private readonly string? _models;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly IReadOnlyList<string>? _command;
    private readonly List<ServiceProcess> _processes = [];

    public StandaloneApp()
        : this(ModelFolders.All, new Dictionary<string, string>())
    {
    }

    private StandaloneApp(string? models, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string>? command = null)
    {
        (_models, _settings, _command) = (models, settings, command);
        BaseAddress = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        Client = new DetectionClient(BaseAddress);
    }

    public Uri BaseAddress { get; }

    public DetectionClient Client { get; }

    internal DataFolder Data => _data;

    /// <summary>Id of the process that runs, or ran last.</summary>
    public int ProcessId => Current.Id;

    public bool IsRunning => !Current.HasExited;

    /// <summary>What all its processes have written so far.</summary>
    public string Output => string.Join(Environment.NewLine, _processes.Select(process => process.Output));

    /// <summary>Whether a line of what they have written contains this.</summary>
    public bool Said(string text) => _processes.Any(process => process.Said(text));

    /// <summary>Where the service runs that was started without models: two folders deep, so that ../shared/models is not there either.</summary>
    internal string Folder => Path.Combine(_data.Path, "empty", "folder");

    private ServiceProcess Current => _processes[^1];

    /// <summary>Starts one in a folder of its own, with neither MODELS nor a models/ there.</summary>
    /// <param name="settings">Configuration keys as environment variables.</param>
    internal static async Task<StandaloneApp> StartWithoutModelsAsync(params (string Name, string Value)[] settings)
    {
        var app = new StandaloneApp(null, settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        await app.InitializeAsync();
        return app;
    }

    /// <summary>Starts one with other models and settings than the collection's.</summary>
    /// <param name="models">MODELS.</param>
    /// <param name="settings">Configuration keys as environment variables, such as Worker__Concurrency.</param>
    internal static async Task<StandaloneApp> StartAsync(string models, params (string Name, string Value)[] settings)
    {
        var app = new StandaloneApp(models, settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        await app.InitializeAsync();
        return app;
    }

    /// <summary>Starts a published program, in a folder that is not the repository's.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="models">MODELS.</param>
    /// <param name="settings">Environment variables.</param>
    internal static async Task<StandaloneApp> StartPublishedAsync(
        IReadOnlyList<string> command, string models, params (string Name, string Value)[] settings)
    {
        var app = new StandaloneApp(models, settings.ToDictionary(setting => setting.Name, setting => setting.Value), command);
        await app.InitializeAsync();
        return app;
    }

    /// <summary>Starts it, also again on the same data; returns when it is ready.</summary>
    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string>(_settings) { ["PORT"] = $"{BaseAddress.Port}", ["DATA"] = _data.Path };
        if (_models is not null)
            settings["MODELS"] = _models;
        var folder = _models is null || _command is not null ? Directory.CreateDirectory(Folder).FullName : null;
        _processes.Add(_command is null
            ? ServiceProcess.Start("Detection.Standalone", settings, folder)
            : ServiceProcess.StartCommand("published Detection.Standalone", _command, settings, folder));
        try
        {
            await Client.ReadyAsync();
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"The service did not start.{Environment.NewLine}{Output}", e);
        }
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public Task KillAsync() => Current.KillAsync();

    /// <summary>Asks it to end (SIGTERM); it must do so cleanly.</summary>
    public async Task StopAsync(TimeSpan? patience = null) => Assert.Equal(0, await Current.StopAsync(patience));

    /// <summary>Starts it again on the same data and port, after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public Task RestartAsync() => InitializeAsync();

    public async Task DisposeAsync()
    {
        Client.Dispose();
        foreach (var process in _processes)
            await process.DisposeAsync();
        _data.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());
}
