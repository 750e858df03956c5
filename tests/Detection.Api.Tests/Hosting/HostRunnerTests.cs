using System.Net;
using System.Net.Sockets;
using Detection.Api.Tests.Support;
using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Hosting.Starting;
using Detection.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>A start that is refused is told in words and by an exit code. Alone, because it listens to the console.</summary>
[Collection(nameof(HostRunnerTests))]
[CollectionDefinition(nameof(HostRunnerTests), DisableParallelization = true)]
public sealed class HostRunnerTests : IDisposable
{
    private readonly string _folder = TestApi.NewFolder();

    public void Dispose() => FolderRemoval.Remove(_folder);

    [Fact]
    public async Task Should_tell_every_wrong_option_of_every_section()
    {
        var (code, told) = await RunAsync(new()
        {
            ["Api:ConfirmSeconds"] = "0",
            ["Api:SweepSeconds"] = "0",
            ["Database:Provider"] = "oracle",
            ["Bus:DeliveryLimit"] = "0",
            ["Storage:Folder"] = " ",
        });

        Assert.Equal(2, code);
        Assert.Equal("Refusing to start:", told[0]);
        Assert.Equal(
            ["  - Api:ConfirmSeconds", "  - Api:SweepSeconds", "  - Bus:DeliveryLimit", "  - Database:Provider", "  - Storage:Folder"],
            told[1..].Select(line => line[..line.IndexOf(' ', 4)]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Should_tell_a_value_that_is_not_even_a_number()
    {
        var (code, told) = await RunAsync(new() { ["Api:ConfirmSeconds"] = "soon" });

        Assert.Equal(2, code);
        Assert.Contains("'soon' at 'Api:ConfirmSeconds'", Assert.Single(told[1..]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("-1")]
    [InlineData("65536")]
    public async Task Should_tell_a_port_that_is_none(string port)
    {
        Environment.SetEnvironmentVariable("PORT", port);
        try
        {
            var (code, told) = await RunAsync([]);

            Assert.Equal(2, code);
            Assert.Equal($"  - PORT is '{port}'; allowed are 0 to 65535 (0: any free one).", Assert.Single(told[1..]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PORT", null);
        }
    }

    [Fact]
    public async Task Should_tell_that_another_process_has_the_journal()
    {
        using var owner = WorkJournal.Open(Path.Combine(_folder, "in-work"));

        var (code, told) = await RunAsync([]);

        Assert.Equal(2, code);
        Assert.StartsWith("  - Bus:JournalFile is ", Assert.Single(told[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_which_setting_names_a_port_that_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var (code, told) = await RunAsync(new() { ["Kestrel:Endpoints:Http:Url"] = $"http://{listener.LocalEndpoint}" });

        Assert.Equal(2, code);
        Assert.Equal(
            $"  - Kestrel:Endpoints:Http:Url is http://{listener.LocalEndpoint}, and another process listens on {listener.LocalEndpoint} already. "
                + "Choose another address, or end the other process.",
            Assert.Single(told[1..]));
    }

    /// <summary>A process that the database, say, refuses after the server has begun to listen.</summary>
    [Fact]
    public async Task Should_tell_why_it_ends_where_that_turns_out_late()
    {
        var (code, told) = await RunAsync(new(), started: services =>
            services.GetRequiredService<LateRefusal>().Refuse("Database:ConnectionString is wrong."));

        Assert.Equal(2, code);
        Assert.Equal(["Refusing to start:", "  - Database:ConnectionString is wrong."], told);
    }

    [Fact]
    public async Task Should_end_with_0_after_a_clean_stop()
    {
        var (code, told) = await RunAsync(new(), started: services => services.GetRequiredService<IHostApplicationLifetime>().StopApplication());

        Assert.Equal(0, code);
        Assert.Empty(told);
    }

    [Fact]
    public async Task Should_not_hide_what_nobody_expected() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => HostRunner.RunAsync(() => throw new NotSupportedException("a bug")));

    private async Task<(int Code, string[] Told)> RunAsync(
        Dictionary<string, string?> configuration, Action<IServiceProvider>? started = null)
    {
        using var told = new StringWriter();
        var usual = Console.Error;
        Console.SetError(told);
        try
        {
            var code = await HostRunner.RunAsync(() => Build(configuration, started)).WaitAsync(Eventually.Patience);
            return (code, told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            Console.SetError(usual);
        }
    }

    private WebApplication Build(Dictionary<string, string?> configuration, Action<IServiceProvider>? started)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = Path.Combine(_folder, "blobs"),
            ["Database:SqliteFile"] = Path.Combine(_folder, "detection.db"),
            ["Bus:JournalFile"] = Path.Combine(_folder, "in-work"),
        });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.UseDetectionDefaults();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDetectionApi();
        builder.Services.AddDetectionBus(new BusOptions(), register => register.AddDetectionApi(new BusOptions()));
        var app = builder.Build();
        app.MapDetectionApi();
        if (started is not null)
            app.Lifetime.ApplicationStarted.Register(() => started(app.Services));
        return app;
    }
}
