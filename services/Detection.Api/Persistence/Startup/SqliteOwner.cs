using Detection.Hosting.Starting;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence.Startup;

/// <summary>Makes this process the only one on a SQLite file: holds a lock on a file beside it until the process ends.</summary>
/// <remarks>
/// SQLite itself lets many processes in. The write gate, the lease of commands and the removal of a stale migration lock
/// rely on there being one. The kernel releases the lock however the process ends.
/// </remarks>
internal sealed class SqliteOwner(IOptions<DatabaseOptions> options) : IStartCheck, IDisposable
{
    // EWOULDBLOCK of Linux and macOS, which .NET passes on as the HResult, and Windows' sharing violation.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private readonly Lock _turn = new();
    private FileStream? _lock;

    /// <summary>The database's file.</summary>
    private string Database => Path.GetFullPath(options.Value.SqliteFile);

    public void Check()
    {
        if (options.Value.IsSqlite)
            Own();
    }

    /// <summary>Makes the file's folder and takes the lock, if this process does not have it yet.</summary>
    /// <exception cref="StartRefusedException">Another process has it, or the folder cannot be used.</exception>
    public void Own()
    {
        lock (_turn)
            _lock ??= Take();
    }

    public void Dispose() => _lock?.Dispose();

    private FileStream Take()
    {
        var path = $"{Database}.lock";
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
            NetworkFolders.Refuse(folder, Database);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (Taken.Contains(e.HResult))
        {
            var other = FileHolder.ProcessOf(path) is { } id ? $"process {id}" : "another process";
            throw new StartRefusedException(
                $"Database:SqliteFile is {Database}, which {other} uses already. A SQLite file belongs to one process: "
                + "end the other one, choose another file (DATA sets it, too), or use PostgreSQL for several processes.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Database:SqliteFile is {Database}, whose folder cannot be used: {e.Message}", e);
        }
    }
}
