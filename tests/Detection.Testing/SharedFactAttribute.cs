using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs <see cref="SharedFolder"/>; skips visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedFolder.SkipReason;
}
