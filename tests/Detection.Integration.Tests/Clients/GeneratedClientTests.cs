using System.Text.Json;
using Detection.Integration.Tests.Standalone;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Clients;

/// <summary>The OpenAPI document makes clients that compile in strict languages and work.</summary>
public sealed class GeneratedClientTests(ITestOutputHelper output) : ServiceTests(output)
{
    private static readonly DrawnPicture Picture = new(3);

    [TypeScriptFact]
    public async Task Should_submit_through_a_client_in_strict_TypeScript()
    {
        var app = await StartAsync();
        using var folder = new ScratchFolder();
        var picture = folder.Of("picture.png");
        await File.WriteAllBytesAsync(picture, Picture.ToPng());

        await TypeScriptClient.MakeAsync(await app.Client.Http.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative)));
        var found = JsonDocument.Parse(await TypeScriptClient.SubmitAsync(app.BaseAddress, picture)).RootElement;

        var id = found.GetProperty("id").GetGuid();
        Picture.AssertFound((await app.Client.FindAsync(id))!);
        Assert.Equal(2, found.GetProperty("objects").GetInt32());
        Assert.InRange(found.GetProperty("area").GetDouble(), 1, Picture.Width * Picture.Height);
        Assert.InRange(found.GetProperty("annotatedBytes").GetInt32(), 1000, 1_000_000);
        Assert.Equal(id, found.GetProperty("listed").GetGuid());
        Assert.Equal("options_invalid", found.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("openapi/v1.json")]
    [InlineData("openapi/v1-3.0.json")]
    public async Task Should_submit_through_a_client_in_CSharp(string document)
    {
        var app = await StartAsync();

        var client = await CSharpClient.MakeAsync(await app.Client.Http.GetStringAsync(new Uri(document, UriKind.Relative)));
        var found = await CSharpClient.SubmitAsync(client, app.Client.Http, Picture.ToPng());

        var id = (Guid)found[0];
        Picture.AssertFound((await app.Client.FindAsync(id))!);
        Assert.Equal(2, found[1]);
        Assert.InRange((double)found[2], 1, Picture.Width * Picture.Height);
        Assert.InRange((long)found[3], 1000, 1_000_000);
        Assert.Equal(id, found[4]);
        Assert.Equal("options_invalid", found[5]);
        Assert.Equal(2, found[6]);
    }

    private async Task<StandaloneApp> StartAsync()
    {
        var app = await StandaloneApp.StartAsync(ModelFolders.Blocks);
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);
        return app;
    }
}
