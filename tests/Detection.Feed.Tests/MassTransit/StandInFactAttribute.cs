using System.Reflection;
using MassTransit.EntityFrameworkCoreIntegration;
using Xunit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>A fact about how the stand-in does it, where the real package may do it differently; skips visibly with the real one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    private static readonly string? Version =
        typeof(SagaDbContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public StandInFactAttribute() => Skip = Version?.Contains("-standin", StringComparison.Ordinal) == true
        ? null
        : $"is about the stand-in; this is MassTransit.EntityFrameworkCore {Version}";
}
