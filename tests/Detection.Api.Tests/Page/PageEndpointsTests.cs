using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Detection.Api.Page;
using Detection.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace Detection.Api.Tests.Page;

/// <summary>The page's files over real HTTP, without the rest of the service.</summary>
public sealed partial class PageEndpointsTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    public PageEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPage();
    }

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/app.css", "text/css")]
    [InlineData("/app.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/samples/signs.jpg", "image/jpeg")]
    public async Task Should_serve_a_file_with_its_type_and_a_strict_policy(string path, string type)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Should_answer_304_to_who_has_the_file_already()
    {
        using var first = await _client.GetAsync("/app.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        request.Headers.IfNoneMatch.Add(Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag));

        using var second = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Should_serve_every_module_that_a_module_imports()
    {
        var seen = new HashSet<string> { "app.js" };
        for (var waiting = new Queue<string>(seen); waiting.TryDequeue(out var name);)
        {
            foreach (Match import in Imports().Matches(await _client.GetStringAsync($"/{name}")))
            {
                if (seen.Add(import.Groups["name"].Value))
                    waiting.Enqueue(import.Groups["name"].Value);
            }
        }

        var embedded = PageFile.LoadAll().Select(file => file.Path).Where(path => path.EndsWith(".js", StringComparison.Ordinal));
        Assert.Equal(embedded.Order(), seen.Select(name => $"/{name}").Order());
    }

    [Fact]
    public async Task Should_offer_every_sample_and_keep_it_small()
    {
        var offered = SampleNames().Matches(await _client.GetStringAsync("/samples.js")).Select(name => $"/samples/{name.Groups["name"].Value}");
        var embedded = PageFile.LoadAll().Where(file => file.Path.StartsWith("/samples/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(embedded.Select(file => file.Path).Order(), offered.Order());
        Assert.All(embedded, file => Assert.InRange(file.Content.Length, 1_000, 60_000));
    }

    /// <summary>The worker's copy is compared with the same file, where the worker is tested.</summary>
    [Fact]
    public async Task Should_tell_the_command_that_the_models_readme_tells()
    {
        var script = Command().Match(await _client.GetStringAsync("/builtin.js"));
        var command = script.Groups["first"].Value + script.Groups["second"].Value;

        Assert.StartsWith("python3 -m venv ", command, StringComparison.Ordinal);
        Assert.Contains($"\n    {command}\n", await File.ReadAllTextAsync(Repository.Of("infra", "models", "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_have_no_inline_script_or_style()
    {
        var html = await _client.GetStringAsync("/");

        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[^>]*\\son[a-z]+=", html);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/nothing.js")]
    [InlineData("/..%2fappsettings.json")]
    public async Task Should_serve_nothing_else(string path)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex("name: '(?<name>[^']+)'")]
    private static partial Regex SampleNames();

    [GeneratedRegex(@"const COCO = '(?<first>[^']+)'\s*\+ '(?<second>[^']+)';")]
    private static partial Regex Command();

    [GeneratedRegex("^import .*from '\\./(?<name>[^']+)';", RegexOptions.Multiline)]
    private static partial Regex Imports();
}
