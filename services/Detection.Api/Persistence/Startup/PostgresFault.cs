using System.Net.Sockets;
using Npgsql;

namespace Detection.Api.Persistence.Startup;

/// <summary>Tells what a start on PostgreSQL waits for from what it refuses, and says it in words.</summary>
internal static class PostgresFault
{
    /// <summary>Npgsql's exception among an exception and its causes.</summary>
    public static NpgsqlException? Find(Exception? exception)
    {
        while (exception is not null and not NpgsqlException)
            exception = exception.InnerException;
        return exception as NpgsqlException;
    }

    /// <summary>Whether another process made the same database at the same moment; the next attempt finds it.</summary>
    public static bool IsRace(Exception exception) => Find(exception) is PostgresException
    {
        SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ObjectInUse
    };

    /// <summary>Why the database is away, as a sentence; null where it is there and refuses.</summary>
    public static string? AwayReason(Exception exception) => Find(exception) switch
    {
        PostgresException { IsTransient: true } busy => $"{busy.MessageText}.",
        PostgresException => null,
        // No connection, or one that broke: the cause says more than Npgsql's own message.
        { } npgsql => Sentence(CauseOf(npgsql)),
        null => null,
    };

    /// <summary>Why the start is refused.</summary>
    public static string Explain(NpgsqlException fault, PostgresTarget target) => fault switch
    {
        PostgresException { SqlState: { } state } denied when state.StartsWith("28", StringComparison.Ordinal) =>
            $"Database:ConnectionString: {target.Server} does not let the user '{target.User}' in: {denied.MessageText}.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied =>
            $"Database:ConnectionString: the user '{target.User}' may not make or upgrade the database '{target.Database}' at {target.Server}: {denied.MessageText}. "
                + "Let it own the database.",
        PostgresException other =>
            $"Database:ConnectionString: {target.Server} refuses to make or upgrade the database '{target.Database}': {other.MessageText} ({other.SqlState}).",
        _ => $"Database:ConnectionString: {target.Server}: {fault.Message}",
    };

    private static string CauseOf(NpgsqlException exception)
    {
        Exception cause = exception;
        while (cause.InnerException is { } inner)
            cause = inner;
        return cause == exception || cause is SocketException or TimeoutException or IOException ? cause.Message : $"{exception.Message}: {cause.Message}";
    }

    private static string Sentence(string message) => $"{message.TrimEnd('.')}.";
}
