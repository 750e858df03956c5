using System.Net;
using System.Net.Sockets;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>A port that is taken is told by the setting that names it, before the models load.</summary>
public sealed class PortStartTests(ITestOutputHelper output) : StartTests(output), IDisposable
{
    // Loading the models would be refused with another sentence.
    private static readonly (string, string) NoSuchModel = ("Inference__DefaultModel", "no-such-model");

    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    private string Place => $"{_taken.LocalEndpoint}";

    public override Task InitializeAsync()
    {
        _taken.Start();
        return Task.CompletedTask;
    }

    public void Dispose() => _taken.Dispose();

    [Theory]
    [InlineData("PORT", "{1}", "PORT is {1}")]
    [InlineData("ASPNETCORE_URLS", "http://{0}", "ASPNETCORE_URLS is http://{0}")]
    [InlineData("Urls", "http://127.0.0.1:0;http://{0}", "Urls is http://127.0.0.1:0;http://{0}")]
    [InlineData("Kestrel__Endpoints__Http__Url", "http://{0}", "Kestrel:Endpoints:Http:Url is http://{0}")]
    public async Task Should_name_the_setting_of_a_port_that_is_taken(string setting, string value, string subject)
    {
        var port = ((IPEndPoint)_taken.LocalEndpoint).Port;

        var refusal = await Watched(StartedProcess.Standalone(null, NoSuchModel, (setting, string.Format(null, value, Place, port)))).RefusalAsync();

        Assert.Equal(
            $"{string.Format(null, subject, Place, port)}, and another process listens on {Place} already. Choose another address, or end the other process.", refusal);
    }

    [Fact]
    public async Task Should_listen_on_any_port_and_on_several()
    {
        var second = LoopbackPort.FindFree();
        var process = Watched(StartedProcess.Api(null, ("ASPNETCORE_URLS", $"http://127.0.0.1:0;http://localhost:{second}"), ("PORT", $"{second}")));

        await process.LiveAsync();

        Assert.Equal(2, process.Count("Now listening on: http://"));
    }
}
