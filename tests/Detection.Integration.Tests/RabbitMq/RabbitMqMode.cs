using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>
/// The RabbitMQ mode: a real broker, and on it one deployment (API and a worker) for the tests that leave it as it is.
/// Does nothing where RabbitMQ is not installed.
/// </summary>
public sealed class RabbitMqMode : IAsyncLifetime, IAsyncDisposable
{
    private readonly List<RabbitMqDeployment> _deployments = [];
    private RabbitMqDeployment? _shared;

    public RabbitMqServer Broker { get; } = new();

    /// <summary>A ready API and a worker "shared", with all models.</summary>
    public RabbitMqDeployment Shared => _shared ?? throw new InvalidOperationException(RabbitMqServer.SkipReason);

    public async Task InitializeAsync()
    {
        if (RabbitMqServer.SkipReason is not null)
            return;
        await Broker.InitializeAsync();
        _shared = await DeployAsync(ModelFolders.All);
        await _shared.StartApiAsync();
        await _shared.StartWorkerAsync("shared");
        await _shared.Client.ReadyAsync("shared");
    }

    /// <summary>Makes a virtual host and a data folder for processes yet to be started; the caller's to dispose.</summary>
    /// <param name="models">MODELS.</param>
    /// <param name="settings">Configuration keys as environment variables, such as Bus__DeliveryLimit, for API and workers.</param>
    public async Task<RabbitMqDeployment> DeployAsync(string models, params (string Name, string Value)[] settings)
    {
        var deployment = new RabbitMqDeployment(Broker, models, settings);
        _deployments.Add(deployment);
        await deployment.Host.CreateAsync();
        return deployment;
    }

    public async Task DisposeAsync()
    {
        foreach (var deployment in _deployments)
            await deployment.DisposeAsync();
        await Broker.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());
}
