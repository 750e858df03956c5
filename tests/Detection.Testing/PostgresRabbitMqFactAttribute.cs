using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs PostgreSQL and RabbitMQ; skips visibly where one of them is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresRabbitMqFactAttribute : FactAttribute
{
    public PostgresRabbitMqFactAttribute() => Skip = PostgresServer.SkipReason ?? RabbitMqServer.SkipReason;
}
