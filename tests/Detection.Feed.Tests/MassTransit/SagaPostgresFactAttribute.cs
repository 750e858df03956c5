using Detection.Testing;
using Xunit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>A fact about the stand-in on PostgreSQL; skips visibly where PostgreSQL is not installed or the real package is in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SagaPostgresFactAttribute : FactAttribute
{
    public SagaPostgresFactAttribute() => Skip = StandIn.NoSagaRepository ?? PostgresServer.SkipReason;
}
