using System.Text.Json;
using Detection.Api.Detections;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Reads several rows such that one that cannot be read costs only itself.</summary>
internal sealed partial class DamagedRows(ILogger<DamagedRows> logger)
{
    /// <summary>Reads the rows of a query, without tracking them; those that cannot be read are logged, and are null.</summary>
    /// <param name="context">What the query is of.</param>
    /// <param name="rows">The query.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each row with its <see cref="DetectionState.SortKey"/>, in the query's order.</returns>
    public async Task<IReadOnlyList<(string Key, DetectionState? Row)>> ReadAsync(
        DetectionDbContext context, IQueryable<DetectionState> rows, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await rows.AsNoTracking().ToListAsync(cancellationToken)).Select(row => (row.SortKey, (DetectionState?)row))];
        }
        catch (Exception e) when (IsDamage(e))
        {
            // One of them. Which one, only reading each by itself tells.
            var keys = await rows.Select(d => d.SortKey).ToListAsync(cancellationToken);
            var read = new List<(string, DetectionState?)>();
            foreach (var key in keys)
                read.Add((key, await FindAsync(context, key, cancellationToken)));
            return read;
        }
    }

    private async Task<DetectionState?> FindAsync(DetectionDbContext context, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Detections.AsNoTracking().FirstOrDefaultAsync(d => d.SortKey == key, cancellationToken);
        }
        catch (Exception e) when (IsDamage(e))
        {
            LogDamaged(logger, key, e.Message);
            return null;
        }
    }

    // What converters and the databases' drivers throw at a value that is none of the column's.
    private static bool IsDamage(Exception e) =>
        !DatabaseFault.Is(e)
        && e is (JsonException or FormatException or ArgumentException or InvalidCastException or InvalidOperationException or OverflowException);

    [LoggerMessage(1161, LogLevel.Error, "The row {SortKey} of the table detections cannot be read, and is passed over: {Reason}")]
    private static partial void LogDamaged(ILogger logger, string sortKey, string reason);
}
