using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Tests of the shared deployment, which they leave as it is.</summary>
public abstract class SharedDeploymentTests : ServiceTests
{
    private readonly RabbitMqMode _mode;

    protected SharedDeploymentTests(RabbitMqMode mode, ITestOutputHelper output)
        : base(output)
    {
        _mode = mode;
        if (RabbitMqServer.SkipReason is null)
            Watch(() => mode.Shared.Output);
    }

    protected RabbitMqDeployment Deployment => _mode.Shared;

    protected DetectionClient Client => _mode.Shared.Client;
}
