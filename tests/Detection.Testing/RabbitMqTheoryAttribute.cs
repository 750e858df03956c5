using Xunit;

namespace Detection.Testing;

/// <summary>A theory that needs a <see cref="RabbitMqServer"/>; skips visibly where RabbitMQ is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitMqTheoryAttribute : TheoryAttribute
{
    public RabbitMqTheoryAttribute() => Skip = RabbitMqServer.SkipReason;
}
