using Detection.Evaluation.Scenes;
using Detection.Testing;
using Xunit;

namespace Detection.Evaluation.Tests.Support;

/// <summary>One browser for a class of tests; none where the tests skip.</summary>
public sealed class Renderer : IAsyncLifetime
{
    private SceneRenderer? _renderer;

    internal SceneRenderer Instance => _renderer ?? throw new InvalidOperationException(Chromium.SkipReason);

    public async Task InitializeAsync()
    {
        if (Chromium.SkipReason is null)
            _renderer = await SceneRenderer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_renderer is not null)
            await _renderer.DisposeAsync();
    }
}
