using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Detection.Api.Persistence;

/// <summary>Tells each connection to SQLite not to flush at every commit; <see cref="CommitFlush"/> does, for many at once.</summary>
internal sealed class SynchronousNormal : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL";
        return command;
    }
}
