using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A fact that needs a broker and <see cref="AmqplibClient"/>; skips visibly where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AmqplibFactAttribute : FactAttribute
{
    public AmqplibFactAttribute() => Skip = RabbitMqServer.SkipReason ?? AmqplibClient.SkipReason;
}
