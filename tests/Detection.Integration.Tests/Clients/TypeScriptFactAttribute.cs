using Xunit;

namespace Detection.Integration.Tests.Clients;

/// <summary>A fact that needs <see cref="TypeScriptClient"/>; skips visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TypeScriptFactAttribute : FactAttribute
{
    public TypeScriptFactAttribute() => Skip = TypeScriptClient.SkipReason;
}
