using Microsoft.Data.Sqlite;

namespace Detection.Api.Persistence.Startup;

/// <summary>Says in words why SQLite cannot use a file.</summary>
internal static class SqliteFault
{
    private const long LittleRoom = 64 * 1024; // bytes; SQLite's shared memory alone takes 32 KiB

    /// <summary>SQLite's exception among an exception and its causes.</summary>
    public static SqliteException? Find(Exception? exception)
    {
        while (exception is not null and not SqliteException)
            exception = exception.InnerException;
        return exception as SqliteException;
    }

    /// <summary>A sentence for SQLite's result code (https://www.sqlite.org/rescode.html).</summary>
    public static string Explain(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        13 => "the disk is full.",
        // Where the log or the shared memory cannot grow, SQLite speaks of the input and output only.
        10 when Room(file) < LittleRoom => "the disk is full.",
        8 => "this user may not write it.",
        14 => "this user may not open it, or it is no file.",
        11 => "it is damaged. Restore a backup.",
        26 => "it is no SQLite database.",
        5 or 6 => "another program has locked it. End that program.",
        _ => fault.Message,
    };

    private static long Room(string file) => new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace;
}
