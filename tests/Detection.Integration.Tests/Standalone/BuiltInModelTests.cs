using System.Text.Json;
using Detection.Integration.Tests.Page;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>A fresh machine: no MODELS, no models/, and the service runs all the same, and says on what.</summary>
public sealed class BuiltInModelTests(ITestOutputHelper output, ChromiumBrowser browser) : ServiceTests(output), IClassFixture<ChromiumBrowser>
{
    private const string Told = "No other model was found, so the built-in one runs: ";
    private static readonly string[] Shapes = ["circle", "triangle", "rectangle", "pentagon", "hexagon", "star", "heart", "arrow", "cross"];

    // The tests' own tiny model in the built-in one's place: its squares are found to the pixel.
    private static readonly (string, string) Blocks = ("Inference__BuiltInFile", TestModels.BlocksPath);

    [Fact]
    public async Task Should_detect_without_any_model_folder_and_tell_the_log_and_clients()
    {
        var app = await FreshAsync(Blocks);
        var picture = new DrawnPicture(5);

        picture.AssertFound(await app.Client.CompletedAsync((await app.Client.SubmitAsync(picture.ToPng())).Id));

        Assert.True(app.Said($"{Told}blocks, which finds red, green, blue and nothing else."), app.Output);
        Assert.True(app.Said("yolo export model=models/yolov8n.pt"), app.Output);
        using var models = JsonDocument.Parse(await app.Client.BytesAsync("v1/models"));
        var model = Assert.Single(models.RootElement.GetProperty("items").EnumerateArray());
        Assert.True(model.GetProperty("builtIn").GetBoolean() && model.GetProperty("isDefault").GetBoolean());
    }

    [Fact]
    public async Task Should_say_nothing_of_it_where_a_model_is_named()
    {
        var app = await WatchedAsync(StandaloneApp.StartAsync(TestModels.FixedFolder, Blocks));

        Assert.False(app.Said(Told), app.Output);
        using var models = JsonDocument.Parse(await app.Client.BytesAsync("v1/models"));
        var model = Assert.Single(models.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("blocks-fixed", false), (model.GetProperty("name").GetString(), model.GetProperty("builtIn").GetBoolean()));
    }

    [Fact]
    public async Task Should_travel_with_the_program()
    {
        var app = await FreshAsync();

        using var models = JsonDocument.Parse(await app.Client.BytesAsync("v1/models"));
        var model = Assert.Single(models.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("shapes", model.GetProperty("name").GetString());
        Assert.Equal(Shapes, model.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));
    }

    [ChromiumFact]
    public async Task Should_show_on_the_page_what_it_is_for_and_how_to_get_another()
    {
        var app = await FreshAsync(Blocks);
        await using var session = await PageSession.OpenAsync(browser.Instance, app.BaseAddress, width: 360, height: 740);
        var note = session.Page.GetByTestId("builtin");

        await Assertions.Expect(note).ToBeVisibleAsync();
        await Assertions.Expect(note).ToContainTextAsync("red, green, blue");
        var command = await session.Page.GetByTestId("builtin-command").TextContentAsync();
        Assert.Contains("yolo export model=models/yolov8n.pt", command, StringComparison.Ordinal);
        await session.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await session.Page.GetByTestId("builtin-copy").ClickAsync();
        await Assertions.Expect(session.Page.GetByTestId("builtin-copy")).ToHaveTextAsync("Copied");
        Assert.Equal(command, await session.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        // No sample has a coloured square: none is offered that this model could only fail on.
        await Assertions.Expect(session.Page.GetByTestId("samples")).ToBeHiddenAsync();
        Assert.Equal(360, await session.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        session.AssertNoTrouble();
    }

    [ChromiumFact]
    public async Task Should_leave_the_page_as_it_is_where_a_model_is_named()
    {
        var app = await WatchedAsync(StandaloneApp.StartAsync(TestModels.FixedFolder, Blocks));
        await using var session = await PageSession.OpenAsync(browser.Instance, app.BaseAddress);

        await Assertions.Expect(session.Page.GetByTestId("service-model")).ToContainTextAsync("blocks-fixed");
        await Assertions.Expect(session.Page.GetByTestId("builtin")).ToBeHiddenAsync();
        session.AssertNoTrouble();
    }

    [ChromiumFact]
    public async Task Should_find_shapes_on_every_sample()
    {
        var app = await FreshAsync();
        await using var session = await PageSession.OpenAsync(browser.Instance, app.BaseAddress);
        var samples = session.Page.GetByTestId("sample");

        await Assertions.Expect(samples).ToHaveCountAsync(4);
        for (var i = 0; i < 4; i++)
        {
            // By keyboard: they are buttons.
            await samples.Nth(i).FocusAsync();
            await session.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(session.Page.GetByTestId("cards").GetByTestId("card")).ToHaveCountAsync(i + 1);
            await session.StatusAsync("Completed");
            // Of seven or eight kinds on each; how good the model is, its evaluation tells.
            Assert.InRange(await session.FirstCard.GetByTestId("object-label").CountAsync(), 4, Shapes.Length);
        }

        session.AssertNoTrouble();
    }

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_offer_a_street_where_the_model_knows_streets()
    {
        var app = await WatchedAsync(StandaloneApp.StartAsync(SharedFolder.Of("models")));
        await using var session = await PageSession.OpenAsync(browser.Instance, app.BaseAddress);

        await Assertions.Expect(session.Page.GetByTestId("sample")).ToHaveCountAsync(1);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "A drawn street with a bus and a car" }).ClickAsync();
        await session.StatusAsync("Completed");

        var labels = await session.FirstCard.GetByTestId("object-label").AllTextContentsAsync();
        Assert.Contains("bus", labels);
        Assert.Contains("stop sign", labels);
        await Assertions.Expect(session.FirstCard.GetByTestId("card-name")).ToHaveTextAsync("street.jpg");
        await Assertions.Expect(session.Page.GetByTestId("builtin")).ToBeHiddenAsync();
        session.AssertNoTrouble();
    }

    private Task<StandaloneApp> FreshAsync(params (string, string)[] settings) =>
        WatchedAsync(StandaloneApp.StartWithoutModelsAsync(settings));

    private async Task<StandaloneApp> WatchedAsync(Task<StandaloneApp> starting)
    {
        var app = await starting;
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);
        return app;
    }
}
