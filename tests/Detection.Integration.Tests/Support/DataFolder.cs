using System.Diagnostics;
using System.Runtime.InteropServices;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Detection.Integration.Tests.Support;

/// <summary>A temporary DATA of its own: database, blobs and journal of one service.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("detection-data-").FullName;

    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    /// <summary>How many annotated pictures there are.</summary>
    public int CountAnnotated() => CountFiles("annotated");

    /// <summary>How many original pictures there are.</summary>
    public int CountImages() => CountFiles("images");

    /// <summary>Keys of a detection's blobs of one kind.</summary>
    /// <param name="kind">images or annotated.</param>
    /// <param name="id">The detection's id.</param>
    public IReadOnlyList<string> KeysOf(string kind, Guid id)
    {
        var folder = System.IO.Path.Combine(Blobs, kind, $"{id:N}"[^2..]);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, $"{id:N}*").Select(file => System.IO.Path.GetRelativePath(Blobs, file)).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The detections in work as the journal of a process that has ended tells it.</summary>
    public IReadOnlyList<Guid> InWork()
    {
        var slots = MemoryMarshal.Cast<byte, Guid>(File.ReadAllBytes(System.IO.Path.Combine(Path, "in-work")));
        return [.. slots[1..].ToArray().Where(id => id != Guid.Empty)]; // The first is the file's signature.
    }

    /// <summary>Makes a picture that is never read, or makes one that is there never read.</summary>
    /// <remarks>A named pipe that nobody writes to: whoever opens it for reading waits, as on a network share that hangs.</remarks>
    /// <param name="key">Its key in the blob store.</param>
    public void MakeNeverRead(string key)
    {
        var file = System.IO.Path.Combine(Blobs, key);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.Delete(file);
        using var mkfifo = Process.Start("mkfifo", [file]);
        mkfifo.WaitForExit();
        Assert.Equal(0, mkfifo.ExitCode);
    }

    /// <summary>Makes all blobs older.</summary>
    public void AgeBlobs(TimeSpan by)
    {
        foreach (var file in Directory.EnumerateFiles(Blobs, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) - by);
    }

    /// <summary>Moves all times in the database, as if the clock had been ahead.</summary>
    public void MoveTimes(TimeSpan by) => Assert.True(Execute(
        $"""
        UPDATE detections SET "QueuedAt" = "QueuedAt" + {by.Ticks}, "SubmittedAt" = "SubmittedAt" + {by.Ticks}, "StartedAt" = "StartedAt" + {by.Ticks},
            "FinishedAt" = "FinishedAt" + {by.Ticks}, "ConfirmedAt" = "ConfirmedAt" + {by.Ticks}, "LeaseUntil" = "LeaseUntil" + {by.Ticks}
        """) > 0);

    /// <summary>Runs a statement in the database, beside the service.</summary>
    /// <returns>How many rows changed.</returns>
    public int Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "detection.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    public void Dispose() => FolderRemoval.Remove(Path);

    private int CountFiles(string kind)
    {
        var folder = System.IO.Path.Combine(Blobs, kind);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;
    }
}
