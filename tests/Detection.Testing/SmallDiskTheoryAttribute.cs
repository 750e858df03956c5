using Xunit;

namespace Detection.Testing;

/// <summary>A theory that needs a small disk; skips visibly where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.SkipReason;
}
