using Detection.Hosting.Starting;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>
/// Keeps <see cref="BrokerMonitor"/> up to date: connects, asks for a confirm every two seconds, and connects anew when none
/// comes. Before the bus may connect it compares the queues, and refuses to run with queues that have other arguments.
/// </summary>
/// <remarks>
/// MassTransit does not tell a broker that holds publishers back from a dead one: it has no handler for RabbitMQ's notice.
/// Begins before any other service starts, so that a refusal does not have to wait for models to load.
/// </remarks>
internal sealed partial class BrokerWatch(
    IEnumerable<IBusInstance> buses,
    BrokerMonitor monitor,
    DurableQueues queues,
    LateRefusal refusal,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<BrokerWatch> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly IBusInstance _consuming = buses.Single(bus => bus.InstanceType == typeof(IBus));
    private readonly string _broker = AddressOf(options.Value);
    private BrokerState? _told;

    public Task StartingAsync(CancellationToken cancellationToken) => base.StartAsync(cancellationToken);

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether a connection made now is confirmed a message.</summary>
    public async Task<bool> ConfirmsAfreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync("checks", cancellationToken);
            var confirm = connection.ConfirmAsync();
            confirm.Forget();
            await confirm.WaitAsync(Silence, time, cancellationToken);
            return true;
        }
        catch (Exception e) when (BrokerFault.IsOfClient(e) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await using var connection = await OpenAsync("watches", stoppingToken);
                if (await queues.FindChangedAsync(connection) is { Count: > 0 } changed)
                {
                    refusal.Refuse(changed);
                    return;
                }

                Report(BrokerState.Away, await WatchAsync(connection, stoppingToken));
            }
            catch (Exception e) when (BrokerFault.IsOfClient(e) && !stoppingToken.IsCancellationRequested)
            {
                Report(BrokerState.Away, e is OperationCanceledException or TimeoutException ? "it does not answer" : e.GetBaseException().Message);
            }

            await Task.Delay(Rest, time, stoppingToken);
        }
    }

    private static string AddressOf(BusOptions options) =>
        new UriBuilder(options.RabbitMqUrl) { UserName = "", Password = "" }.Uri.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped);

    private Task<BrokerConnection> OpenAsync(string purpose, CancellationToken cancellationToken) => BrokerConnection.OpenAsync(
        RabbitMqBus.ConnectionFactoryOf(_consuming), RabbitMqBus.ConnectionName(purpose), time, cancellationToken);

    /// <summary>Asks for a confirm again and again.</summary>
    /// <returns>Why the connection is of no more use.</returns>
    private async Task<string> WatchAsync(BrokerConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var confirm = connection.ConfirmAsync();
            confirm.Forget();
            var blocked = connection.Blocked;
            if (await Task.WhenAny(confirm, blocked, connection.Closed, Task.Delay(Silence, time, cancellationToken)) == blocked)
            {
                Report(BrokerState.Blocked, await blocked, connection);
                await Task.WhenAny(confirm, connection.Closed, Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken));
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (connection.Closed.IsCompleted)
                return await connection.Closed;
            if (!confirm.IsCompleted)
                return $"it has confirmed nothing for {Silence.TotalSeconds:0} s";
            await confirm;
            Report(BrokerState.Ready, "", connection);
            await Task.WhenAny(connection.Closed, Task.Delay(Interval, time, cancellationToken));
        }
    }

    private void Report(BrokerState state, string reason, BrokerConnection? connection = null)
    {
        reason = reason.TrimEnd('.');
        var isNews = _told != state;
        _told = state;
        monitor.Report(
            state,
            state switch
            {
                BrokerState.Ready => $"The broker at {_broker} confirms messages.",
                BrokerState.Blocked => $"The broker at {_broker} holds publishers back: {reason}.",
                _ => $"The broker at {_broker} is away: {reason}.",
            },
            connection);
        if (!isNews)
            return;
        if (state == BrokerState.Ready)
            LogReady(logger, _broker);
        else if (state == BrokerState.Blocked)
            LogBlocked(logger, _broker, reason);
        else
            LogAway(logger, _broker, reason);
    }

    [LoggerMessage(4011, LogLevel.Information, "The broker at {Broker} confirms messages")]
    private static partial void LogReady(ILogger logger, string broker);

    [LoggerMessage(4012, LogLevel.Warning, "The broker at {Broker} holds publishers back: {Reason}. Nothing is accepted until that is over")]
    private static partial void LogBlocked(ILogger logger, string broker, string reason);

    [LoggerMessage(4013, LogLevel.Warning, "The broker at {Broker} is away: {Reason}. Nothing is accepted until it is back")]
    private static partial void LogAway(ILogger logger, string broker, string reason);
}
