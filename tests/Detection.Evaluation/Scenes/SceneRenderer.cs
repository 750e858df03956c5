using Detection.Testing;
using Microsoft.Playwright;

namespace Detection.Evaluation.Scenes;

/// <summary>Chromium, drawing one SVG after the other on one page.</summary>
internal sealed class SceneRenderer : IAsyncDisposable
{
    // No calls home, and no sandbox: it often runs as root in a container, where that cannot be set up. The last two make
    // pixels depend less on the machine.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--disable-lcd-text",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private SceneRenderer(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    /// <summary>Starts the browser that is installed.</summary>
    /// <exception cref="EvaluationException">There is none.</exception>
    public static async Task<SceneRenderer> StartAsync()
    {
        if (Chromium.SkipReason is { } reason)
            throw new EvaluationException($"Drawing {reason}.");
        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.ExecutablePath, Args = Arguments });
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 900, Height = 900 }, DeviceScaleFactor = 1 });
            page.SetDefaultTimeout(120_000);
            return new SceneRenderer(playwright, browser, page);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>Draws a document from its upper left corner on.</summary>
    /// <param name="svg">The document.</param>
    /// <param name="width">Of the picture, in pixels, at most 900.</param>
    /// <param name="height">Of the picture, in pixels, at most 900.</param>
    /// <param name="jpegQuality">1 to 100; null for a PNG.</param>
    /// <returns>The encoded picture.</returns>
    public async Task<byte[]> RenderAsync(string svg, int width, int height, int? jpegQuality)
    {
        await _page.SetContentAsync($"<!doctype html><style>body{{margin:0}}svg{{display:block}}</style>{svg}");
        return await _page.ScreenshotAsync(new()
        {
            Clip = new() { Width = width, Height = height },
            Type = jpegQuality is null ? ScreenshotType.Png : ScreenshotType.Jpeg,
            Quality = jpegQuality,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
