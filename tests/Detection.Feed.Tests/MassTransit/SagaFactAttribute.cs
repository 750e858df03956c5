using Xunit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>A fact about the stand-in for MassTransit.EntityFrameworkCore; skips visibly where the real package is in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SagaFactAttribute : FactAttribute
{
    public SagaFactAttribute() => Skip = StandIn.NoSagaRepository;
}
