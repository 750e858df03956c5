using Detection.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Detection.Api.Tests.Hosting;

public sealed class HostDefaultsTests
{
    /// <summary>The folder below which they lie is the blobs' too.</summary>
    [Fact]
    public void Should_watch_no_files_of_settings()
    {
        var api = WebApplication.CreateBuilder(Arguments()).Configuration.Sources;
        var worker = Host.CreateApplicationBuilder(Arguments()).Configuration.Sources;

        var files = api.Concat(worker).OfType<FileConfigurationSource>().ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.ReloadOnChange));
    }

    [Fact]
    public void Should_pass_on_what_was_given() =>
        Assert.Equal("7", WebApplication.CreateBuilder(Arguments("--Worker:Retries", "7")).Configuration["Worker:Retries"]);

    private static string[] Arguments(params string[] given) => given.WithDetectionDefaults();
}
