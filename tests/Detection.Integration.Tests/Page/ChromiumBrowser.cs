using Detection.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Detection.Integration.Tests.Page;

/// <summary>One running Chromium, shared by the tests of a class; each opens a context of its own in it.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    // No calls home, and no sandbox: tests often run as root in a container, where it cannot be set up.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser.</summary>
    /// <exception cref="InvalidOperationException">There is none: mark the test with <see cref="ChromiumFactAttribute"/>.</exception>
    public IBrowser Instance => _browser ?? throw new InvalidOperationException(Chromium.SkipReason);

    public async Task InitializeAsync()
    {
        if (Chromium.SkipReason is not null)
            return; // xunit makes the fixture even where each test skips.

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.ExecutablePath, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
