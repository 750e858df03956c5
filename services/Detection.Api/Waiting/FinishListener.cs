using Detection.Api.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Detection.Api.Waiting;

/// <summary>Wakes this process's waiting requests when any API process announces an end; on PostgreSQL only.</summary>
/// <remarks>
/// PostgreSQL keeps no notification for a connection that is not there. So after each connect all waiting requests are
/// woken and read again.
/// </remarks>
internal sealed partial class FinishListener(
    DetectionWaiters waiters,
    DatabaseReadiness database,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<FinishListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Seconds between signs of life on a silent connection, without which one that is dead looks like one that is quiet.
    private const int KeepAlive = 10;

    private bool _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.IsSqlite)
            return;

        await database.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                if (!_told)
                    LogLost(logger, e.Message);
                _told = true;
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, KeepAlive = KeepAlive }.ConnectionString);
        connection.Notification += (_, notification) => Wake(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {FinishNotifications.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);

        if (_told)
            LogBack(logger);
        _told = false;
        waiters.SignalAll();
        while (true)
            await connection.WaitAsync(cancellationToken);
    }

    private void Wake(string payload)
    {
        foreach (var text in payload.Split(FinishNotifications.Separator))
        {
            if (Guid.TryParseExact(text, "n", out var id))
                waiters.Signal(id);
        }
    }

    [LoggerMessage(1121, LogLevel.Warning, "The connection that hears of finished detections is lost ({Reason}); requests with ?wait= may wait longer than needed until it is back")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(1122, LogLevel.Information, "The connection that hears of finished detections is back")]
    private static partial void LogBack(ILogger logger);
}
