using Detection.Hosting.Starting;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence.Startup;

/// <summary>Brings the database to this program's schema before anything else of the host starts.</summary>
/// <remarks>
/// A PostgreSQL that is away does not hold up the start: once that is known, or after some seconds without an answer, the
/// rest of the host starts and this goes on in the background (<see cref="DatabaseReadiness"/>).
/// </remarks>
internal sealed partial class DatabaseStartup(
    SqlitePreparation sqlite,
    PostgresPreparation postgres,
    IEnumerable<IDatabaseStep> steps,
    DatabaseReadiness readiness,
    LateRefusal refusal,
    IOptions<DatabaseOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DatabaseStartup> logger) : StartupStep
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    private Task _background = Task.CompletedTask;

    /// <summary>Waits for what still goes on in the background, which ends when the host stops.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => _background.WaitAsync(cancellationToken);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsSqlite)
        {
            await sqlite.PrepareAsync(cancellationToken);
            await readiness.OpenAfterAsync(steps, cancellationToken);
            LogReady(logger, options.Value.Provider);
            return;
        }

        var preparing = PreparePostgresAsync(lifetime.ApplicationStopping);
        await Task.WhenAny(preparing, postgres.Away, Task.Delay(LongestHold, time, cancellationToken));
        if (preparing.IsCompleted)
            await preparing;
        else
            _background = FinishAsync(preparing);
    }

    private async Task PreparePostgresAsync(CancellationToken cancellationToken)
    {
        await postgres.PrepareAsync(() => readiness.OpenAfterAsync(steps, cancellationToken), cancellationToken);
        LogReady(logger, options.Value.Provider);
    }

    private async Task FinishAsync(Task preparing)
    {
        try
        {
            await preparing;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The host stops before the database was there.
        }
        catch (StartRefusedException e)
        {
            refusal.Refuse(e.Message);
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            refusal.Refuse($"The database could not be prepared: {e.Message}");
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Database ready: {Provider}")]
    private static partial void LogReady(ILogger logger, string provider);

    [LoggerMessage(1002, LogLevel.Critical, "The database could not be prepared")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
