using Microsoft.Playwright;
using Xunit;

namespace Detection.Integration.Tests.Page;

/// <summary>The product's page in a browser of its own making, with a record of everything that must not happen on it.</summary>
internal sealed class PageSession : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _troubles = [];

    private PageSession(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public ILocator FirstCard => Page.GetByTestId("cards").GetByTestId("card").First;

    public static async Task<PageSession> OpenAsync(IBrowser browser, Uri address, int width = 1280, int height = 860)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = width < 600,
            IsMobile = width < 600,
        });
        // An answer of the real service takes a second or two; the first one on a busy machine more.
        context.SetDefaultTimeout(60_000);
        var session = new PageSession(context, await context.NewPageAsync());
        session.Record(address);
        await session.Page.GotoAsync(address.ToString());
        return session;
    }

    /// <summary>Drops a file on the page the way a file manager does, as one event with a file in it.</summary>
    public async Task DropAsync(string name, string type, byte[] content)
    {
        var transfer = await Page.EvaluateHandleAsync(
            """
            ({ name, type, content }) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name, { type }));
              return transfer;
            }
            """,
            new { name, type, content = Convert.ToBase64String(content) });
        await Page.GetByTestId("drop-zone").DispatchEventAsync("drop", new { dataTransfer = transfer });
    }

    /// <summary>Waits until the first card has this status.</summary>
    public Task StatusAsync(string status) =>
        Assertions.Expect(FirstCard).ToHaveAttributeAsync("data-status", status, new() { Timeout = 60_000 });

    /// <summary>Starts to write down each status that a card takes; read it with <see cref="StatusesAsync"/>.</summary>
    public Task WatchStatusesAsync() => Page.EvaluateAsync(
        """
        () => {
          window.statuses = [];
          const note = card => card.dataset.status !== window.statuses.at(-1) && window.statuses.push(card.dataset.status);
          new MutationObserver(() => document.querySelectorAll('[data-testid=cards] [data-testid=card]').forEach(note))
            .observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-status'] });
        }
        """);

    public Task<string[]> StatusesAsync() => Page.EvaluateAsync<string[]>("() => window.statuses");

    /// <summary>Width in pixels of a loaded picture; waits until it is loaded.</summary>
    public static Task<int> NaturalWidthAsync(ILocator image) => image.EvaluateAsync<int>(
        "async image => { await image.decode(); return image.naturalWidth; }");

    /// <summary>No script error, no line in the console, no violation of the page's policy, no request to another origin.</summary>
    /// <param name="refusals">Whether the browser's own console lines about 4xx answers are expected.</param>
    public void AssertNoTrouble(bool refusals = false) =>
        Assert.DoesNotContain(_troubles, trouble => !(refusals && trouble.Contains("the server responded with a status of 4", StringComparison.Ordinal)));

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Record(Uri address)
    {
        Page.PageError += (_, error) => _troubles.Add($"script: {error}");
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _troubles.Add($"console: {message.Text}");
        };
        Page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is not ("blob" or "data") && url.GetLeftPart(UriPartial.Authority) != address.GetLeftPart(UriPartial.Authority))
                _troubles.Add($"foreign: {url}");
        };
    }
}
