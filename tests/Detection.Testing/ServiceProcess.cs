using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Detection.Testing;

/// <summary>A program that tests run beside themselves: one of the product's, from its build output, or another.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private const int Shown = 40;
    private const int LongestShown = 400;
    private static readonly ConcurrentDictionary<int, ServiceProcess> Running = new();
    private static readonly string Configuration =
        typeof(ServiceProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>What a process ends with that wants to be started again; it is, as a supervisor of services would do.</summary>
    public const int StartAgain = 75;

    private readonly string _program;
    private readonly ProcessStartInfo _start;
    private readonly bool _restart;
    private readonly int _key;
    private readonly Lock _turn = new();
    private Process _process;
    private bool _disposed;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<int> _exits = new();

    // A test run that is interrupted leaves no service behind.
    static ServiceProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var service in Running.Values)
            service._process.Kill();
    };

    private ServiceProcess(string program, ProcessStartInfo start, bool restart)
    {
        (_program, _start, _restart) = (program, start, restart);
        _process = Run();
        Running[_key = Id] = this;
    }

    /// <summary>Of the process that runs now.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>With what the process has ended so far, in order; 128 and the signal's number where a signal ended it.</summary>
    public IReadOnlyList<int> Exits => [.. _exits];

    /// <summary>The last lines that it has written, both streams.</summary>
    public string Output => string.Join(Environment.NewLine, _lines.TakeLast(Shown).Select(Shortened).Prepend($"---- {_program} ({Id})"));

    /// <summary>Starts a program such as Detection.Api with these settings and no others of this environment.</summary>
    /// <param name="program">The name of its project.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="folder">Where it runs; null: the repository's root.</param>
    public static ServiceProcess Start(string program, IReadOnlyDictionary<string, string> settings, string? folder = null) =>
        StartCommand(program, ["dotnet", DllOf("services", program)], settings, folder);

    /// <summary>Starts any command with these settings and no others of this environment that the product reads.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="folder">Where it runs; null: the repository's root.</param>
    /// <param name="restart">Whether it is started again when it asks for that.</param>
    public static ServiceProcess StartCommand(
        string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> settings, string? folder = null, bool restart = true)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };
        foreach (var setting in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSetting))
            start.Environment.Remove(setting);
        foreach (var (setting, value) in settings)
            start.Environment[setting] = value;
        return new ServiceProcess(name, start, restart);
    }

    /// <summary>A project's program, built in the configuration of the running tests.</summary>
    /// <param name="folder">services or tests.</param>
    /// <param name="program">The name of its project.</param>
    /// <exception cref="InvalidOperationException">It has not been built.</exception>
    public static string DllOf(string folder, string program)
    {
        var dll = Repository.Of(folder, program, "bin", Configuration, "net10.0", $"{program}.dll");
        return File.Exists(dll) ? dll : throw new InvalidOperationException($"{dll} has not been built.");
    }

    /// <summary>Whether a line of its output contains this.</summary>
    public bool Said(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>How many lines of its output contain this.</summary>
    public int Count(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until it ends by itself and returns its exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        await EndAsync(patience ?? Eventually.Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync(Eventually.Patience);
    }

    /// <summary>Asks it to end (SIGTERM) and returns its exit code.</summary>
    public async Task<int> StopAsync(TimeSpan? patience = null)
    {
        using (var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await EndAsync(patience ?? Eventually.Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_turn)
            _disposed = true; // It is not started again from here on.
        if (!_process.HasExited)
            await KillAsync();
        Running.TryRemove(_key, out _);
        lock (_turn)
            _process.Dispose();
    }

    private Process Run()
    {
        var process = new Process { StartInfo = _start, EnableRaisingEvents = true };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Exited += (_, _) => Ended(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // On a thread of its own, maybe when the test has ended and disposed of the process: an exception here would end the
    // whole test run.
    private void Ended(Process process)
    {
        lock (_turn)
        {
            if (_disposed)
                return;
            _exits.Enqueue(process.ExitCode);
            if (_restart && process.ExitCode == StartAgain)
                _process = Run();
        }
    }

    private static string Shortened(string line) => line.Length <= LongestShown ? line : $"{line[..LongestShown]}…";

    private static bool IsSetting(string name) =>
        name is "PORT" or "DATA" or "MODELS" or "RABBITMQ_URL"
        || name.Contains("__", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("OTEL_", StringComparison.Ordinal);

    private async Task EndAsync(TimeSpan patience)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{_program} ({Id}) did not end within {patience.TotalSeconds:0} s.{Environment.NewLine}{Output}");
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            _lines.Enqueue(text);
    }
}
