using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs PostgreSQL; skips visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.SkipReason;
}
