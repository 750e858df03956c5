using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>One of several API processes of a deployment, on a port of its own.</summary>
internal sealed class ApiInstance : IDisposable
{
    private readonly ServiceProcess _process;

    /// <param name="settings">The deployment's; the port is replaced.</param>
    public ApiInstance(IReadOnlyDictionary<string, string> settings)
    {
        var port = LoopbackPort.FindFree();
        Client = new DetectionClient(new Uri($"http://127.0.0.1:{port}/"));
        _process = ServiceProcess.Start("Detection.Api", new Dictionary<string, string>(settings) { ["PORT"] = $"{port}" });
    }

    public DetectionClient Client { get; }

    public ServiceProcess Process => _process;

    /// <summary>Waits until it accepts detections.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync("the API accepts detections", async () =>
    {
        Assert.False(_process.HasExited, _process.Output);
        try
        {
            using var response = await Client.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    });

    /// <summary>Ends it as kill -9 does.</summary>
    public Task KillAsync() => _process.KillAsync();

    public void Dispose() => Client.Dispose();
}
