using Xunit;

namespace Detection.Testing;

/// <summary>A theory that needs <see cref="SharedFolder"/>; skips visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFolder.SkipReason;
}
