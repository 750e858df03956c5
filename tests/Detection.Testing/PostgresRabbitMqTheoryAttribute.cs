using Xunit;

namespace Detection.Testing;

/// <summary>A theory that needs PostgreSQL and RabbitMQ; skips visibly where one of them is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresRabbitMqTheoryAttribute : TheoryAttribute
{
    public PostgresRabbitMqTheoryAttribute() => Skip = PostgresServer.SkipReason ?? RabbitMqServer.SkipReason;
}
