using System.Collections.Concurrent;
using System.Reflection;
using Detection.Hosting.Bus;
using Detection.Testing;
using MassTransit;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

/// <summary>A publish ends in a confirm or in an error, and outlives a broker that is away without being repeated all the while.</summary>
public sealed class ConfirmedBusTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly BrokerMonitor _broker = BrokerMonitor.InMemory();
    private readonly FakeBus _fake;
    private readonly ConfirmedBus _bus;

    public ConfirmedBusTests()
    {
        var bus = DispatchProxy.Create<IBus, FakeBus>();
        _fake = (FakeBus)(object)bus;
        _bus = new ConfirmedBus(bus, _broker, _time);
    }

    [Fact]
    public async Task Should_fail_when_the_confirm_does_not_come_in_time()
    {
        var publish = _bus.PublishAsync(new Note(), TimeSpan.FromSeconds(3), CancellationToken.None);
        await _time.TimerAsync(TimeSpan.FromSeconds(3));
        _broker.Report(BrokerState.Blocked, "");
        _time.Advance(TimeSpan.FromSeconds(3));

        var e = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publish);
        Assert.Equal(BrokerState.Blocked, e.State);
    }

    [Fact]
    public async Task Should_publish_again_when_the_broker_is_there_and_an_attempt_is_lost()
    {
        var publish = _bus.PublishUntilConfirmedAsync(new Note(), cause: null, CancellationToken.None);
        await PassAsync(Attempt);
        await PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, _fake.Published.Count);

        _fake.Published.Last().SetResult();
        await publish;
    }

    /// <summary>An alarm of eight minutes would otherwise leave a hundred copies of each event in the client.</summary>
    [Theory]
    [InlineData(BrokerState.Away)]
    [InlineData(BrokerState.Blocked)]
    public async Task Should_keep_one_attempt_open_while_the_broker_takes_no_messages(BrokerState state)
    {
        var publish = _bus.PublishUntilConfirmedAsync(new Note(), cause: null, CancellationToken.None);
        _broker.Report(state, "");
        await PassAsync(Attempt);
        _time.Advance(TimeSpan.FromMinutes(8));
        Assert.Single(_fake.Published);

        _broker.Report(BrokerState.Ready, "");
        await _time.TimerAsync(Attempt);
        _fake.Published.Single().SetResult();
        await publish;
        Assert.Single(_fake.Published);
    }

    /// <summary>The attempt was lost with its connection: the next follows as soon as the broker has had time to confirm it.</summary>
    [Fact]
    public async Task Should_give_up_the_open_attempt_once_the_broker_is_back_and_does_not_confirm_it()
    {
        var publish = _bus.PublishUntilConfirmedAsync(new Note(), cause: null, CancellationToken.None);
        _broker.Report(BrokerState.Away, "");
        await PassAsync(Attempt);
        _broker.Report(BrokerState.Ready, "");
        await PassAsync(Attempt);
        await PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, _fake.Published.Count);

        _fake.Published.Last().SetResult();
        await publish;
    }

    [Fact]
    public async Task Should_give_up_when_cancelled_while_the_broker_is_away()
    {
        using var cancellation = new CancellationTokenSource();
        var publish = _bus.PublishUntilConfirmedAsync(new Note(), cause: null, cancellation.Token);
        _broker.Report(BrokerState.Away, "");
        await PassAsync(Attempt);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publish);
    }

    private async Task PassAsync(TimeSpan time)
    {
        await _time.TimerAsync(time);
        _time.Advance(time);
    }

    public sealed record Note;

    /// <summary>Keeps what is published open until the test ends it.</summary>
    public class FakeBus : DispatchProxy
    {
        internal ConcurrentQueue<TaskCompletionSource> Published { get; } = new();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name != nameof(IBus.Publish))
                throw new NotSupportedException(targetMethod.Name);
            var publish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Published.Enqueue(publish);
            return publish.Task;
        }
    }
}
