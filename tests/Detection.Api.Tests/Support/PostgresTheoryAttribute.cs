using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Support;

/// <summary>A theory that needs PostgreSQL; skips visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.SkipReason;
}
