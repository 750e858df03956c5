using Detection.Hosting.Starting;

namespace Detection.Api.Persistence.Startup;

/// <summary>Refuses SQLite files on network file systems.</summary>
/// <remarks>
/// The write-ahead log needs memory that all users of the file share, and locks that hold
/// (https://www.sqlite.org/wal.html). NFS and SMB promise neither: a second machine would spoil the file, and the lock of
/// <see cref="SqliteOwner"/> might not keep it away.
/// </remarks>
internal static class NetworkFolders
{
    // Linux's names, as /proc/self/mountinfo has them; .NET tells them from statfs and mountinfo.
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase) { "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs" };

    /// <exception cref="StartRefusedException">The folder is on such a file system.</exception>
    /// <param name="folder">Must be there.</param>
    /// <param name="database">The file that is to be in it, for the message.</param>
    public static void Refuse(string folder, string database) => Refuse(folder, database, path => new DriveInfo(path).DriveFormat);

    /// <summary>The same, with another answer to what kind of file system a folder is on.</summary>
    /// <param name="folder">Must be there.</param>
    /// <param name="database">The file that is to be in it, for the message.</param>
    /// <param name="kindOf">Answers the kind of a folder's file system.</param>
    internal static void Refuse(string folder, string database, Func<string, string> kindOf)
    {
        var kind = kindOf(folder);
        if (Kinds.Contains(kind))
        {
            throw new StartRefusedException(
                $"Database:SqliteFile is {database}, which is on a network file system ({kind}), where SQLite's write-ahead log does not hold. "
                + "Choose a file on a local disk (DATA sets it, too), or use PostgreSQL.");
        }
    }
}
