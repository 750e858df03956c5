using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Detection.Testing;

/// <summary>
/// A real PostgreSQL server of its own for a test collection: data in a temporary folder, a free port on 127.0.0.1,
/// stopped and deleted afterwards. Does nothing where <see cref="SkipReason"/> is not null.
/// </summary>
/// <remarks>PostgreSQL refuses to run as root; there it runs as the user that Debian's package makes.</remarks>
public sealed class PostgresServer : IAsyncLifetime, IAsyncDisposable
{
    private const string SystemUser = "postgres";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Binaries = FindBinaries();

    private readonly DirectoryInfo _folder = new(Path.Combine(Path.GetTempPath(), $"detection-postgres-{Guid.NewGuid():N}"));
    private Process? _server;

    /// <summary>Why tests that need PostgreSQL skip; null where its server is installed.</summary>
    public static string? SkipReason { get; } = Binaries is null
        ? "needs PostgreSQL's server (initdb and postgres; on Debian: apt-get install postgresql), which is not installed"
        : null;

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>The port on 127.0.0.1; it outlives <see cref="StopAsync"/>.</summary>
    public int Port { get; private set; }

    /// <summary>Npgsql's connection string for a database of this server, which need not exist yet.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={SystemUser};Database={database};Pooling=true;Include Error Detail=true";

    /// <summary>Initialises the data folder, starts the server and returns once it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">The server ended instead; the message holds its output.</exception>
    public async Task InitializeAsync()
    {
        if (SkipReason is not null)
            return;
        _folder.Create();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", SystemUser, _folder.FullName);

        var (file, arguments) = Unprivileged("initdb", "-D", Data, "-U", SystemUser, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync");
        await RunAsync(file, arguments);
        Port = LoopbackPort.FindFree();
        await StartAsync();
    }

    /// <summary>Stops the server, as its operator does; its data and its port stay. Existing connections break.</summary>
    public async Task StopAsync()
    {
        if (_server is { HasExited: false })
        {
            // The postmaster's own id: under runuser it is not the id of the process started here. SIGINT is a fast shutdown.
            var postmaster = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
            await RunAsync("kill", "-INT", postmaster);
            await _server.WaitForExitAsync().WaitAsync(Patience);
        }

        _server?.Dispose();
        _server = null;
    }

    /// <summary>Starts the server again on the same data and port, if <see cref="StopAsync"/> has stopped it.</summary>
    public Task RestartAsync() => _server is null ? StartAsync() : Task.CompletedTask;

    /// <summary>Makes an empty database.</summary>
    /// <param name="name">A plain word.</param>
    public Task CreateDatabaseAsync(string name) => ExecuteAsync("postgres", $"CREATE DATABASE {name}");

    /// <summary>Runs statements in a database that is there, with PostgreSQL's own client, and returns its output.</summary>
    public Task<string> ExecuteAsync(string database, string statements) => RunAsync(
        Path.Combine(Binaries!, "psql"), "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", SystemUser,
        "-v", "ON_ERROR_STOP=1", "-q", "-A", "-t", "-d", database, "-c", statements);

    /// <summary>From now on lets a user in with a password only; all others come in without, as before.</summary>
    public async Task DemandPasswordAsync(string user)
    {
        var rules = Path.Combine(Data, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {user} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules)}");
        await ExecuteAsync("postgres", "SELECT pg_reload_conf()");
    }

    /// <summary>Stops the server and deletes its folder.</summary>
    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder.Refresh();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    private async Task StartAsync()
    {
        var (file, arguments) = Unprivileged(
            "postgres", "-D", Data, "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "lc_messages=C");
        _server = new Process { StartInfo = StartInfo(file, arguments), EnableRaisingEvents = true };

        var output = new List<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.ErrorDataReceived += (_, line) =>
        {
            lock (output)
                output.Add(line.Data ?? string.Empty);
            if (line.Data?.Contains("ready to accept connections", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        _server.Start();
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();

        var ended = _server.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Patience) == ended)
        {
            lock (output)
                throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', output)}");
        }
    }

    /// <summary>The command line that runs one of PostgreSQL's programs as a user it accepts.</summary>
    private static (string File, string[] Arguments) Unprivileged(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        return Environment.IsPrivilegedProcess ? ("runuser", ["-u", SystemUser, "--", path, .. arguments]) : (path, arguments);
    }

    private static async Task<string> RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(file, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{error}");
        return await output;
    }

    // The working directory is one that every user may enter.
    private static ProcessStartInfo StartInfo(string file, IEnumerable<string> arguments) =>
        new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };

    /// <summary>Debian keeps the server's programs off the PATH, a folder a major version; elsewhere they are on it.</summary>
    private static string? FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var onPath = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(onPath)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
