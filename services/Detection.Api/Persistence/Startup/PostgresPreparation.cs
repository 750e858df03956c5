using Detection.Hosting.Starting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Detection.Api.Persistence.Startup;

/// <summary>Makes a PostgreSQL database ready for use: waits until it answers, and brings it to this program's schema.</summary>
internal sealed partial class PostgresPreparation(
    IDbContextFactory<PostgresDetectionDbContext> contexts,
    SchemaMigration migration,
    DatabaseReadiness readiness,
    IOptions<DatabaseOptions> options,
    TimeProvider time,
    ILogger<PostgresPreparation> logger)
{
    private const int MostRaces = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _away = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the database has turned out to be away.</summary>
    public Task Away => _away.Task;

    /// <summary>Tries until it succeeds.</summary>
    /// <param name="open">Runs when the schema is there, as a part of the attempt.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="StartRefusedException">The database refuses in a way that does not pass; the message says how.</exception>
    public async Task PrepareAsync(Func<Task> open, CancellationToken cancellationToken)
    {
        var target = new PostgresTarget(options.Value.ConnectionString);
        for (var races = 0; ;)
        {
            try
            {
                readiness.Report($"{target.Server} has not answered yet.");
                await AttemptAsync(target, open, cancellationToken);
                return;
            }
            catch (Exception e) when (PostgresFault.IsRace(e) && races < MostRaces)
            {
                races++; // At once: PostgreSQL has held this process up until the other one was done.
            }
            catch (Exception e) when (PostgresFault.AwayReason(e) is { } reason)
            {
                readiness.Report($"{target.Server} cannot be used: {reason}");
                if (_away.TrySetResult())
                    LogAway(logger, target.Server, reason, Interval.TotalSeconds);
                await Task.Delay(Interval, time, cancellationToken);
            }
            catch (Exception e) when (PostgresFault.Find(e) is { } fault)
            {
                throw new StartRefusedException(PostgresFault.Explain(fault, target), e);
            }
        }
    }

    private async Task AttemptAsync(PostgresTarget target, Func<Task> open, CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(cancellationToken))
        {
            readiness.Report($"{target.Server}: the schema of the database '{target.Database}' is being made or upgraded.");
            await using var turn = await TakeTurnAsync(connection, cancellationToken);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            // A migration takes as long as the table is large.
            context.Database.SetCommandTimeout(0);
            await migration.MigrateAsync(context, cancellationToken);
        }

        await open();
    }

    // Npgsql alone first: for each attempt at a database that is away EF Core would log an error with a stack trace.
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(options.Value.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // There is no such database yet.
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
            await connection.OpenAsync(cancellationToken);
        }

        return connection;
    }

    // One process migrates at a time. EF Core's own lock lasts for a migration's transaction; between two migrations another
    // process gets in, and then both run the second one: 'column "ConfirmedAt" already exists'.
    private static async Task<NpgsqlTransaction> TakeTurnAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var turn = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('detection migrations'))", connection, turn) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return turn;
    }

    [LoggerMessage(1005, LogLevel.Warning, "{Server} cannot be used: {Reason} The API answers 503 and tries again every {Seconds} s.")]
    private static partial void LogAway(ILogger logger, string server, string reason, double seconds);
}
