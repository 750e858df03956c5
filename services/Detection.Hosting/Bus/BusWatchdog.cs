using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>Ends the process when its connection to the broker is up but dead, so that whoever watches over it starts it again.</summary>
/// <remarks>
/// RabbitMQ.Client 7 can be left, by a broker that dies under a publish, with a connection that looks open and on which
/// nothing is ever answered again (rabbitmq-dotnet-client issue 1930); neither it nor MassTransit notices. While the
/// broker is away, as the bus knows it, this waits: that heals by itself.
/// </remarks>
internal sealed partial class BusWatchdog(
    IBusControl bus, IOptions<BusOptions> options, ProcessRestart restart, TimeProvider time, ILogger<BusWatchdog> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stuck = TimeSpan.FromSeconds(options.Value.StuckSeconds);
        var confirmed = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!bus.HasBroker() || await ConfirmsAsync(stoppingToken))
                confirmed = time.GetTimestamp();
            else if (time.GetElapsedTime(confirmed) > stuck)
                End(stuck);
        }
    }

    private async Task<bool> ConfirmsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bus.PublishConfirmedAsync(new BusProbe(), NewId.NextGuid(), mandatory: false, Attempt, time, cancellationToken);
            return true;
        }
        catch (BrokerUnavailableException)
        {
            return false;
        }
    }

    private void End(TimeSpan stuck)
    {
        LogStuck(logger, stuck.TotalSeconds, ProcessRestart.ExitCode);
        restart.Now("The connection to the broker is dead");
    }

    [LoggerMessage(4001, LogLevel.Critical, "The broker is connected but has confirmed nothing for {Seconds} s: ending with {ExitCode} to be started again")]
    private static partial void LogStuck(ILogger logger, double seconds, int exitCode);
}
