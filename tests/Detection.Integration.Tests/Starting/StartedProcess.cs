using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Starting;

/// <summary>
/// A program of the product that is started to see whether it comes up, or what it says if not. Its broker is away unless
/// the settings name one, so that Detection.Api starts at once and alone.
/// </summary>
internal sealed class StartedProcess : IAsyncDisposable
{
    private readonly DataFolder? _own;
    private readonly ServiceProcess _process;

    private StartedProcess(string program, string? data, (string Name, string Value)[] settings)
    {
        _own = data is null ? new DataFolder() : null;
        Data = data ?? _own!.Path;
        var port = LoopbackPort.FindFree();
        var environment = new Dictionary<string, string>
        {
            ["DATA"] = Data,
            ["PORT"] = $"{port}",
            ["MODELS"] = ModelFolders.Blocks,
        };
        if (program == "Detection.Api")
            environment["RABBITMQ_URL"] = "amqp://guest:guest@127.0.0.1:1/";
        foreach (var (name, value) in settings)
            environment[name] = value;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{environment["PORT"]}/") };
        _process = ServiceProcess.Start(program, environment);
    }

    /// <summary>DATA.</summary>
    public string Data { get; }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    public string Output => _process.Output;

    /// <summary>Starts Detection.Api.</summary>
    /// <param name="data">DATA; null: a folder of its own, removed afterwards.</param>
    /// <param name="settings">Environment variables on top.</param>
    public static StartedProcess Api(string? data = null, params (string Name, string Value)[] settings) => new("Detection.Api", data, settings);

    /// <summary>Starts Detection.Standalone, which loads models.</summary>
    /// <inheritdoc cref="Api"/>
    public static StartedProcess Standalone(string? data = null, params (string Name, string Value)[] settings) => new("Detection.Standalone", data, settings);

    /// <summary>How many lines of its output contain this.</summary>
    public int Count(string text) => _process.Count(text);

    /// <summary>Waits until the server answers.</summary>
    public Task LiveAsync() => Eventually.TrueAsync($"the server answers{Environment.NewLine}", async () =>
    {
        Assert.False(_process.HasExited, Output);
        return await StatusAsync("health/live") == HttpStatusCode.OK;
    });

    /// <summary>The status that a path answers; null: no answer.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null; // Not listening yet.
        }
    }

    /// <summary>What /health/ready says of the database.</summary>
    public async Task<(bool Ok, string? Detail)> DatabaseAsync()
    {
        using var response = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        var check = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("database");
        return (check.GetProperty("ok").GetBoolean(), check.GetProperty("detail").GetString());
    }

    /// <summary>It ends with exit code 2 and with one sentence, which is returned; no stack trace.</summary>
    public async Task<string> RefusalAsync()
    {
        var code = await _process.ExitAsync();
        Assert.True(code == 2, $"ended with {code}: {Output}");
        Assert.DoesNotContain("   at ", Output, StringComparison.Ordinal);
        var lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var first = lines.IndexOf("Refusing to start:");
        Assert.True(first >= 0, Output);
        return Assert.Single(lines[(first + 1)..])["- ".Length..];
    }

    public Task KillAsync() => _process.KillAsync();

    public async Task StopAsync() => Assert.Equal(0, await _process.StopAsync());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
        _own?.Dispose();
    }
}
