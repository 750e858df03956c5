using Xunit;

namespace Detection.Api.Tests.Support;

/// <summary>One API for all tests of a class; they tell their detections apart by id and reference.</summary>
public sealed class SharedApi : IAsyncLifetime
{
    internal TestApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
