using Xunit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>A theory about the stand-in for MassTransit.EntityFrameworkCore; skips visibly where the real package is in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SagaTheoryAttribute : TheoryAttribute
{
    public SagaTheoryAttribute() => Skip = StandIn.NoSagaRepository;
}
