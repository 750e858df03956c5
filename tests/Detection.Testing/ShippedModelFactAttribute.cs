using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs <see cref="ShippedModel"/>; skips visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShippedModelFactAttribute : FactAttribute
{
    public ShippedModelFactAttribute() => Skip = ShippedModel.SkipReason;
}
