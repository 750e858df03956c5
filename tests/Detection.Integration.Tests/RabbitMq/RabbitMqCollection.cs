using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Tests that share one broker, each deployment in a virtual host of its own.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitMqCollection : ICollectionFixture<RabbitMqMode>
{
    public const string Name = "RabbitMQ";
}
