using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>The database refuses what is submitted.</summary>
public sealed class DatabaseOutageTests(ITestOutputHelper output) : ServiceTests(output)
{
    private const int Count = 20;

    [Fact]
    public async Task Should_keep_no_picture_of_what_it_refuses()
    {
        var app = await StandaloneApp.StartAsync(ModelFolders.Blocks);
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);
        var picture = new DrawnPicture(7);
        picture.AssertFound(await app.Client.FinishedAsync((await app.Client.SubmitAsync(picture.ToPng())).Id));

        app.Data.Execute("ALTER TABLE detections RENAME TO away");
        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => AssertRefusedAsync(app, new DrawnPicture(number))));
        Assert.Equal((1, 1), (app.Data.CountImages(), app.Data.CountAnnotated()));
        app.Data.Execute("ALTER TABLE away RENAME TO detections");

        picture.AssertFound(await app.Client.FinishedAsync((await app.Client.SubmitAsync(picture.ToPng())).Id));
        Assert.Equal((2, 2), (app.Data.CountImages(), app.Data.CountAnnotated()));
    }

    private static async Task AssertRefusedAsync(StandaloneApp app, DrawnPicture picture)
    {
        using var refused = await app.Client.PostAsync(picture.ToPng());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("database_unavailable", (await refused.Content.ReadFromJsonAsync<ProblemDocument>())!.Code);
    }
}
