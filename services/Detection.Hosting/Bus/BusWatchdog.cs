using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>Ends the process when its connection to the broker is up but dead, so that whoever watches over it starts it again.</summary>
/// <remarks>
/// RabbitMQ.Client 7 can be left, by a broker that dies under a publish, with a connection that looks open and on which
/// nothing is ever answered again (rabbitmq-dotnet-client issue 1930); neither it nor MassTransit notices. While the
/// broker is away, as the bus knows it, this waits: that heals by itself. Ending at once loses nothing: what was not
/// acknowledged is delivered again, and what was not confirmed was not promised to anybody.
/// </remarks>
internal sealed partial class BusWatchdog(
    IBusControl bus, IOptions<BusOptions> options, TimeProvider time, ILogger<BusWatchdog> logger) : BackgroundService
{
    /// <summary>Exit code of a process that wants to be started again (EX_TEMPFAIL of sysexits.h).</summary>
    public const int StartAgain = 75;

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
        LogStuck(logger, stuck.TotalSeconds, StartAgain);
        // Past the logger's queue as well: this may be the last thing that is heard.
        Console.Error.WriteLine($"The connection to the broker is dead; ending with {StartAgain} to be started again.");
        Environment.Exit(StartAgain);
    }

    [LoggerMessage(4001, LogLevel.Critical, "The broker is connected but has confirmed nothing for {Seconds} s: ending with {ExitCode} to be started again")]
    private static partial void LogStuck(ILogger logger, double seconds, int exitCode);
}
