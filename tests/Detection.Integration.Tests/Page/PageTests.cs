using Detection.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Detection.Integration.Tests.Page;

/// <summary>The page in a real Chromium against a running service; a run mode derives from this and says where it listens.</summary>
public abstract class PageTests(Uri address, ChromiumBrowser browser) : IClassFixture<ChromiumBrowser>
{
    private static readonly string[] Order = ["Waiting", "Uploading", "Queued", "Processing", "Completed"];

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_take_a_dropped_picture_to_its_annotated_result()
    {
        await using var session = await OpenAsync();
        await session.WatchStatusesAsync();

        await session.DropAsync("bus.jpg", "image/jpeg", await File.ReadAllBytesAsync(Known("bus.jpg")));
        await session.StatusAsync("Completed");

        var card = session.FirstCard;
        var objects = await card.GetByTestId("object-label").AllTextContentsAsync();
        Assert.Contains("person", objects);
        Assert.Contains("bus", objects);
        Assert.EndsWith("/annotated", await card.GetByTestId("card-image").GetAttributeAsync("src"), StringComparison.Ordinal);
        Assert.Equal(810, await PageSession.NaturalWidthAsync(card.GetByTestId("card-image")));
        await Assertions.Expect(card.GetByTestId("card-facts")).ToContainTextAsync("810\u00a0×\u00a01080");
        await Assertions.Expect(card.GetByTestId("card-timings")).ToContainTextAsync("Inference");

        var statuses = await session.StatusesAsync();
        Assert.Equal(statuses.Order(Comparer<string>.Create((a, b) => Array.IndexOf(Order, a) - Array.IndexOf(Order, b))), statuses);
        Assert.Contains("Queued", statuses);
        session.AssertNoTrouble();
    }

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_enlarge_a_result_and_close_it_by_keyboard()
    {
        await using var session = await CompletedAsync("zidane.jpg");
        var open = session.FirstCard.GetByTestId("card-enlarge");
        var viewer = session.Page.GetByTestId("viewer");

        await open.FocusAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(viewer).ToBeVisibleAsync();
        await viewer.GetByText("Original", new() { Exact = true }).ClickAsync();
        Assert.Equal(1280, await PageSession.NaturalWidthAsync(viewer.GetByTestId("viewer-image")));

        await session.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToBeHiddenAsync();
        await Assertions.Expect(open).ToBeFocusedAsync();
        session.AssertNoTrouble();
    }

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_run_with_the_options_that_are_set()
    {
        await using var session = await OpenAsync();
        await Assertions.Expect(session.Page.GetByTestId("service-state")).ToHaveTextAsync("Ready");
        await session.Page.GetByLabel("Classes", new() { Exact = true }).FillAsync("unicorn");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.GetByText("The model has no class “unicorn”.")).ToBeVisibleAsync();

        await session.Page.GetByLabel("Classes", new() { Exact = true }).FillAsync("Bus,");
        await session.Page.GetByTestId("file-input").SetInputFilesAsync(Known("bus.jpg"));
        await session.StatusAsync("Completed");

        Assert.Equal(["bus"], await session.FirstCard.GetByTestId("object-label").AllTextContentsAsync());
        session.AssertNoTrouble();
    }

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_show_after_a_reload_what_was_detected_before()
    {
        await using var session = await CompletedAsync("teddy.jpg");

        await session.Page.ReloadAsync();

        var earlier = session.Page.GetByTestId("recent-cards").GetByTestId("card").First;
        await Assertions.Expect(earlier).ToHaveAttributeAsync("data-status", "Completed");
        await Assertions.Expect(earlier.GetByTestId("card-name")).ToHaveTextAsync("teddy.jpg");
        await Assertions.Expect(earlier.GetByTestId("object-label").First).ToHaveTextAsync("teddy bear");
        Assert.True(await PageSession.NaturalWidthAsync(earlier.GetByTestId("card-image")) > 0);
        session.AssertNoTrouble();
    }

    [ChromiumFact(NeedsShared = true)]
    public async Task Should_fit_a_phone()
    {
        await using var session = await CompletedAsync("sports.jpg", width: 360, height: 740);
        await session.Page.GetByTestId("options").Locator("summary").ClickAsync();
        await session.Page.GetByTestId("service").Locator("summary").ClickAsync();

        Assert.Equal(360, await session.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        session.AssertNoTrouble();
    }

    [ChromiumFact]
    public async Task Should_say_in_words_why_a_file_is_refused()
    {
        await using var session = await OpenAsync();

        await session.DropAsync("notes.txt", "text/plain", "This is a text."u8.ToArray());
        await session.StatusAsync("Failed");

        var error = session.FirstCard.GetByTestId("card-error");
        await Assertions.Expect(error).ToContainTextAsync("JPEG, PNG");
        await Assertions.Expect(error.GetByTestId("card-error-code")).ToHaveTextAsync("image_unsupported");
        session.AssertNoTrouble(refusals: true);
    }

    private static string Known(string name) => SharedFolder.Of("images", "known", name);

    private Task<PageSession> OpenAsync(int width = 1280, int height = 860) =>
        PageSession.OpenAsync(browser.Instance, address, width, height);

    private async Task<PageSession> CompletedAsync(string picture, int width = 1280, int height = 860)
    {
        var session = await OpenAsync(width, height);
        await session.Page.GetByTestId("file-input").SetInputFilesAsync(Known(picture));
        await session.StatusAsync("Completed");
        return session;
    }
}
