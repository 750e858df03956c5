using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Support;

/// <summary>A fact that needs PostgreSQL; skips visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.SkipReason;
}
