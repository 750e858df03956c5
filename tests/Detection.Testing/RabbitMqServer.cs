using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Detection.Testing;

/// <summary>
/// A real RabbitMQ for tests: a node of its own on free loopback ports, with a data folder of its own, started the
/// way <c>make broker</c> starts one. It takes seconds to start, so share it: <c>ICollectionFixture&lt;RabbitMqServer&gt;</c>.
/// Should the test process end without disposing it, the broker stops by itself and its folder goes.
/// </summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private const int PortTaken = 3;
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string _home = Path.Combine(Path.GetTempPath(), $"detection-broker-{Guid.NewGuid():n}");
    private RabbitMqPorts _ports = RabbitMqPorts.FindFree();

    /// <summary>Why tests that need a broker skip; null where they can run.</summary>
    public static string? SkipReason { get; } =
        File.Exists(Program) ? null : "needs RabbitMQ ('apt-get install rabbitmq-server'), which is not installed";

    // Without a broker tests skip, but their fixtures ask all the same.
    private string Credentials => SkipReason is null ? File.ReadAllText(Path.Combine(_home, "credentials")).TrimEnd() : "nobody:nothing";

    private string Node => $"detection-test-{_ports.Amqp}@localhost";

    /// <summary>Where clients connect, with the broker's own user and password (amqp://USER:PASSWORD@127.0.0.1:PORT).</summary>
    public Uri AmqpUri => new($"amqp://{Credentials}@127.0.0.1:{_ports.Amqp}");

    /// <summary>Its only user.</summary>
    public string User => Credentials.Split(':')[0];

    /// <summary>Folder of its data, configuration, logs and credentials.</summary>
    public string Home => _home;

    /// <summary>Where the management UI and HTTP API are, with a slash at the end; takes the credentials by basic authentication.</summary>
    public Uri ManagementUri => new($"http://127.0.0.1:{_ports.Management}/");

    /// <summary>Of the broker's own process.</summary>
    /// <exception cref="IOException">It has not been started.</exception>
    public int ProcessId => PidIn(Path.Combine(_home, "broker.pid"));

    /// <summary>A client of the management HTTP API, signed in, that opens a connection for each request: it outlives restarts.</summary>
    public HttpClient CreateManagementClient()
    {
        var client = new HttpClient { BaseAddress = ManagementUri };
        client.DefaultRequestHeaders.ConnectionClose = true;
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials)));
        return client;
    }

    /// <summary>Starts the broker and returns once AMQP and the management API answer.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it said.</exception>
    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
            return; // xunit makes a collection's fixture even where each of its tests skips.

        // Another process may take one of the ports between the look and the start.
        for (var attempt = 1; await StartAsync() == PortTaken; attempt++)
        {
            if (attempt == 5)
                throw new InvalidOperationException("RabbitMQ found one of its ports taken, five times in a row.");
            _ports = RabbitMqPorts.FindFree();
        }
    }

    /// <summary>Ends the broker at once, as a crash or <c>kill -9</c> would, once it would remember its quorum queues.</summary>
    /// <remarks>
    /// RabbitMQ notes a new quorum queue in a file of its own up to a second after it has confirmed the declaration; killed
    /// in between (3.10.8: every time within half a second), it comes back with a queue that has no leader and no messages.
    /// That is RabbitMQ's to mend (rabbitmq-server#15725), not what a test of ours is about.
    /// </remarks>
    public async Task KillAsync()
    {
        using var management = CreateManagementClient();
        var queues = await management.GetFromJsonAsync<JsonElement[]>("api/queues");
        var quorum = queues!.Where(q => q.TryGetProperty("type", out var type) && type.GetString() == "quorum")
            .Select(q => Encoding.UTF8.GetBytes(NameInRegister(q))).ToArray();
        var register = Path.Combine(_home, "data", Node, "quorum", Node, "names.dets");
        var deadline = Stopwatch.StartNew();
        while (quorum.Length > 0 && !await HoldsAllAsync(register, quorum))
        {
            if (deadline.Elapsed > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException($"RabbitMQ has not noted its quorum queues in {register}.");
            await Task.Delay(20);
        }

        await KillAsync("broker.pid");
    }

    /// <summary>Starts the broker again on the same data and the same ports, after <see cref="KillAsync()"/>; returns when it is ready.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it said.</exception>
    public async Task RestartAsync()
    {
        if (await StartAsync() == PortTaken)
            throw new InvalidOperationException("RabbitMQ did not come back: one of its ports has been taken meanwhile.");
    }

    /// <summary>Makes the broker run out of memory, as far as it knows: it holds publishers back until <see cref="ClearAlarmAsync"/>.</summary>
    public Task RaiseAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "0.0000001");

    /// <summary>Ends the alarm of <see cref="RaiseAlarmAsync"/>.</summary>
    public Task ClearAlarmAsync() => ControlAsync("set_vm_memory_high_watermark", "absolute", "1GiB");

    /// <summary>Runs rabbitmqctl for this broker.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public async Task ControlAsync(params string[] arguments)
    {
        var (code, said) = await RunAsync("ctl.sh", arguments);
        if (code != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} ended with {code}:\n{said}");
    }

    /// <summary>Stops the broker's process where it stands (SIGSTOP): its connections stay open, and nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets the broker's process go on after <see cref="PauseAsync"/>.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Ends the broker and deletes its folder.</summary>
    public async Task DisposeAsync()
    {
        if (!Directory.Exists(_home))
            return;
        await KillAsync("broker.pid");
        await KillAsync("epmd.pid");
        Directory.Delete(_home, recursive: true);
    }

    // As rabbit_quorum_queue:qname_to_internal_name has it.
    private static string NameInRegister(JsonElement queue) =>
        $"{queue.GetProperty("vhost").GetString()!.Replace("/", "%2F", StringComparison.Ordinal)}_{queue.GetProperty("name").GetString()}";

    private async Task<int> StartAsync()
    {
        var (code, said) = await RunAsync("start.sh");
        return code is 0 or PortTaken ? code : throw new InvalidOperationException($"RabbitMQ did not start (exit status {code}):\n{said}");
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{ProcessId}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"The broker's process {ProcessId} did not take SIG{signal}.");
    }

    // Runs one of the scripts of infra/broker, for this broker.
    private async Task<(int Code, string Said)> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.Of("infra", "broker", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["BROKER_HOME"] = _home,
                ["BROKER_NODE"] = Node,
                ["BROKER_PORT"] = $"{_ports.Amqp}",
                ["BROKER_UI_PORT"] = $"{_ports.Management}",
                ["BROKER_DISTRIBUTION_PORT"] = $"{_ports.Distribution}",
                ["BROKER_EPMD_PORT"] = $"{_ports.Epmd}",
                ["BROKER_OWNER_PID"] = $"{Environment.ProcessId}",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    private static async Task<bool> HoldsAllAsync(string file, byte[][] names)
    {
        var content = await File.ReadAllBytesAsync(file);
        return names.All(name => content.AsSpan().IndexOf(name) >= 0);
    }

    // The pid files hold 'pid starttime'.
    private static int PidIn(string file) => int.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);

    private async Task KillAsync(string pidFile)
    {
        var file = Path.Combine(_home, pidFile);
        if (!File.Exists(file))
            return;
        var pid = PidIn(file);
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            return; // It has ended already.
        }

        while (IsAlive(pid))
            await Task.Delay(10);
    }

    // Not Process.WaitForExitAsync: to it a process that has ended is alive until its parent reaps it, and the parent
    // of these is init, which in a container may take a minute. A zombie holds its sockets until its last thread ends.
    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // proc(5)'s fields from the third, the state, on
            return fields[0] is not ("Z" or "X") || int.Parse(fields[17], CultureInfo.InvariantCulture) > 1;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
