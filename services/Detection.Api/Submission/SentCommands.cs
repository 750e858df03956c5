using System.Threading.Channels;
using Detection.Api.Persistence;

namespace Detection.Api.Submission;

/// <summary>
/// Writes down what became of the commands that this process sent, many with one write: confirmed, or given up for the next sweep.
/// A note that is lost in a crash costs a command that is sent twice, which changes nothing.
/// </summary>
internal sealed partial class SentCommands(CommandLeases leases, TimeProvider time, ILogger<SentCommands> logger) : BackgroundService
{
    private const int LargestWrite = 500;

    // Nobody waits for these notes, and the sweep comes many seconds later; so that more can share a write.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Channel<(Guid Id, bool Confirmed)> _sent = Channel.CreateUnbounded<(Guid, bool)>(new() { SingleReader = true });

    /// <summary>The broker has the command.</summary>
    public void Confirmed(Guid detectionId) => _sent.Writer.TryWrite((detectionId, true));

    /// <summary>The broker has not confirmed the command in time: the next sweep is to send it.</summary>
    public void GivenUp(Guid detectionId) => _sent.Writer.TryWrite((detectionId, false));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _sent.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the channel is completed and empty, so that a stop loses no note; hence no token here.
        while (await _sent.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Task.Delay(Gathering, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (confirmed, givenUp) = (new List<Guid>(), new List<Guid>());
            while (confirmed.Count + givenUp.Count < LargestWrite && _sent.Reader.TryRead(out var command))
                (command.Confirmed ? confirmed : givenUp).Add(command.Id);

            try
            {
                if (confirmed.Count > 0)
                    await leases.ConfirmAsync(confirmed);
                if (givenUp.Count > 0)
                    await leases.ReleaseAsync(givenUp);
            }
            catch (Exception e) when (DatabaseFault.Is(e))
            {
                // Their leases end by themselves; the sweep then sends them again.
                LogUnnoted(logger, confirmed.Count + givenUp.Count, e.GetBaseException().Message);
            }
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Could not note that {Count} commands were sent; they will be sent again: {Reason}")]
    private static partial void LogUnnoted(ILogger logger, int count, string reason);
}
