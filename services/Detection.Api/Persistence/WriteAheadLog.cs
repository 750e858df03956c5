using Microsoft.Data.Sqlite;

namespace Detection.Api.Persistence;

/// <summary>SQLite's write-ahead log as a file that can be flushed.</summary>
/// <remarks>
/// With <c>synchronous = NORMAL</c> a commit writes the log and does not wait for the disk; the log is flushed before a
/// checkpoint copies from it (https://www.sqlite.org/pragma.html#pragma_synchronous). Flushing the file from outside, after
/// the commit, makes the commit as durable as FULL does. SQLite keeps its locks on the other two files, so that opening and
/// closing this one drops none.
/// </remarks>
/// <param name="database">The database's file.</param>
internal sealed class WriteAheadLog(string database)
{
    private const int IoError = 10; // SQLITE_IOERR

    private readonly string _file = Path.GetFullPath(database) + "-wal";

    /// <summary>Blocks until all that was committed before is on the disk.</summary>
    /// <exception cref="SqliteException">The disk refused.</exception>
    public void Flush()
    {
        try
        {
            using var file = File.OpenHandle(_file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }
        catch (FileNotFoundException)
        {
            // The last connection was closed meanwhile: SQLite has brought everything into the database and flushed that.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException($"The write-ahead log {_file} cannot be flushed: {e.Message}", IoError);
        }
    }
}
