using System.Runtime.InteropServices;
using Detection.Api.Persistence;
using Emgu.CV;
using Microsoft.Data.Sqlite;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>A database in a process that has OpenCV, and with it the system's SQLite.</summary>
internal static class SqliteCalls
{
    /// <summary>Exit status of a child whose OpenCV does not bring the system's SQLite.</summary>
    public const int NoOtherSqlite = 3;

    public static readonly IReadOnlyDictionary<string, Action> All = new Dictionary<string, Action>
    {
        ["sqlite-unprotected"] = () =>
        {
            LoadOpenCv();
            UseDatabase();
        },
        ["sqlite-then-opencv"] = () =>
        {
            LoadSqlite();
            LoadOpenCv();
            UseDatabase();
        },
        ["opencv-then-sqlite"] = () =>
        {
            LoadOpenCv();
            LoadSqlite();
            UseDatabase();
        },
    };

    private static void LoadSqlite()
    {
        if (SqliteLibrary.Load() is { } reason)
            throw new InvalidOperationException(reason);
    }

    private static void LoadOpenCv()
    {
        CvInvoke.Init();
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "sqlite3_reset", out _))
            Environment.Exit(NoOtherSqlite);
    }

    private static void UseDatabase()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1), (2); SELECT COUNT(*) FROM t";
        if (command.ExecuteScalar() is not 2L)
            throw new InvalidOperationException("SQLite miscounted.");
    }
}
