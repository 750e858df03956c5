using Xunit;

namespace Detection.Testing;

/// <summary>A theory that needs PostgreSQL; skips visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.SkipReason;
}
