using Microsoft.EntityFrameworkCore.Storage;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>An execution strategy that takes a TimeoutException for transient, once.</summary>
internal sealed class TimeoutRetryingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 1, maxRetryDelay: TimeSpan.Zero)
{
    protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
}
