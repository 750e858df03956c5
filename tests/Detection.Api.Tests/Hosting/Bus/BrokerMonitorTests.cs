using Detection.Hosting.Bus;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

public sealed class BrokerMonitorTests
{
    [Fact]
    public async Task Should_be_ready_for_good_in_memory()
    {
        var monitor = BrokerMonitor.InMemory();

        Assert.Equal((BrokerState.Ready, "in memory"), (monitor.State, monitor.Detail));
        monitor.ThrowUnlessReady();
        Assert.Null(await monitor.ReadyMessagesAsync("detect-image", CancellationToken.None));
    }

    [Fact]
    public void Should_refuse_with_its_state_and_sentence()
    {
        var monitor = new BrokerMonitor();
        Assert.Equal(BrokerState.Away, Assert.Throws<BrokerUnavailableException>(monitor.ThrowUnlessReady).State);

        monitor.Report(BrokerState.Blocked, "The broker holds publishers back.");

        var e = Assert.Throws<BrokerUnavailableException>(monitor.ThrowUnlessReady);
        Assert.Equal((BrokerState.Blocked, "The broker holds publishers back."), (e.State, e.Message));
    }

    [Fact]
    public async Task Should_wake_those_who_wait_for_a_broker_that_can_be_reached_and_for_one_that_confirms()
    {
        var monitor = new BrokerMonitor();
        var (reachable, ready) = (monitor.ReachableAsync(default), monitor.ReadyAsync(default));

        monitor.Report(BrokerState.Away, "still");
        Assert.False(reachable.IsCompleted || ready.IsCompleted);
        monitor.Report(BrokerState.Blocked, "");
        await reachable;
        Assert.False(ready.IsCompleted);
        monitor.Report(BrokerState.Ready, "");
        await ready;
    }

    [Fact]
    public async Task Should_end_a_wait_that_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var ready = new BrokerMonitor().ReadyAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready);
    }
}
