using Detection.Hosting.Starting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>
/// Ends the process, to be started again, when a connection of the bus is dead: a fresh connection is confirmed messages
/// while that one has answered nothing for <see cref="BusOptions.StuckSeconds"/>.
/// </summary>
/// <remarks>
/// RabbitMQ.Client 7 can be left, by a broker that dies under a publish, with a connection that looks open and on which
/// nothing is ever answered again (rabbitmq-dotnet-client issue 1930); neither it nor MassTransit notices. While the broker
/// is away or holds publishers back, this waits: another process could do no more.
/// </remarks>
internal sealed partial class BusWatchdog(
    IReadOnlyList<WatchedConnection> connections,
    BrokerMonitor broker,
    Func<CancellationToken, Task<bool>> confirmsAfresh,
    IOptions<BusOptions> options,
    ProcessRestart restart,
    TimeProvider time,
    ILogger<BusWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    /// <summary>Looks once, which takes five seconds where a connection does not answer.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var stuck = TimeSpan.FromSeconds(options.Value.StuckSeconds);
        if (broker.State == BrokerState.Ready)
            await Task.WhenAll(connections.Select(connection => connection.AskAsync(cancellationToken)));
        if (broker.State != BrokerState.Ready)
        {
            foreach (var connection in connections)
                connection.Excuse();
        }
        else if (connections.FirstOrDefault(connection => connection.Silence > stuck) is { } dead && await confirmsAfresh(cancellationToken))
        {
            LogDead(logger, dead.Name, stuck.TotalSeconds, ProcessRestart.ExitCode);
            restart.Now($"The {dead.Name} connection to the broker is dead");
        }
    }

    [LoggerMessage(4001, LogLevel.Critical, "The broker confirms on a fresh connection, but the {Connection} connection has answered nothing for {Seconds} s: ending with {ExitCode} to be started again")]
    private static partial void LogDead(ILogger logger, string connection, double seconds, int exitCode);
}
