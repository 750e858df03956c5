using System.Net;
using System.Net.Sockets;
using Detection.Hosting.Listening;
using Detection.Hosting.Starting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>Which address is taken, and which setting named it.</summary>
public sealed class ListenCheckTests : IDisposable
{
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    public ListenCheckTests() => _taken.Start();

    private int Port => ((IPEndPoint)_taken.LocalEndpoint).Port;

    public void Dispose() => _taken.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("https://any.name:{0}")]
    [InlineData("http://127.0.0.1:0;http://127.0.0.1:{0}")]
    public void Should_refuse_what_is_taken(string urls)
    {
        var value = string.Format(null, urls, Port);

        var refused = Assert.Throws<StartRefusedException>(() => Check("--urls", value));

        Assert.StartsWith($"--urls is {value}, and another process listens on ", refused.Message, StringComparison.Ordinal);
        Assert.Contains($":{Port} already", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0;http://localhost:0")]
    [InlineData("http://unix:/tmp/detection-test.sock")]
    public void Should_leave_alone_what_is_free(string urls) => Check("--urls", urls);

    [Fact]
    public void Should_look_at_kestrel_s_endpoints_instead_of_urls() =>
        Check("--urls", $"http://127.0.0.1:{Port}", "--Kestrel:Endpoints:Http:Url", "http://127.0.0.1:0");

    [Fact]
    public void Should_look_at_urls_where_they_are_preferred() => Assert.Throws<StartRefusedException>(() => Check(
        "--urls", $"http://127.0.0.1:{Port}", "--Kestrel:Endpoints:Http:Url", "http://127.0.0.1:0", "--PreferHostingUrls", "true"));

    [Fact]
    public void Should_name_kestrel_s_endpoint() => Assert.StartsWith(
        $"Kestrel:Endpoints:Two:Url is http://127.0.0.1:{Port}, ",
        Assert.Throws<StartRefusedException>(() => Check(
            "--Kestrel:Endpoints:One:Url", "http://127.0.0.1:0", "--Kestrel:Endpoints:Two:Url", $"http://127.0.0.1:{Port}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Should_refuse_what_is_no_address() => Assert.StartsWith(
        "--urls is 8080, and 8080 is no address to listen on",
        Assert.Throws<StartRefusedException>(() => Check("--urls", "8080")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Should_refuse_an_address_of_another_machine() => Assert.Equal(
        "--urls is http://192.0.2.1:8080, and 192.0.2.1 is no address of this machine.",
        Assert.Throws<StartRefusedException>(() => Check("--urls", "http://192.0.2.1:8080")).Message);

    private static void Check(params string[] arguments) =>
        new ListenCheck(new ConfigurationBuilder().AddCommandLine(arguments).Build()).Check();
}
