namespace Detection.Api.Persistence;

/// <summary>Where detections are kept (section "Database").</summary>
public sealed class DatabaseOptions
{
    /// <summary>"sqlite" (one API process) or "postgres" (several). Default "sqlite".</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>File of the SQLite database; its folder is made if absent. Default "data/detection.db".</summary>
    public string SqliteFile { get; set; } = "data/detection.db";

    /// <summary>Npgsql connection string of the PostgreSQL database. No default.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Saga messages handled at once, in messages, 1 to 256; on SQLite they write one after the other and share the flush to the disk. Default 16.</summary>
    public int SagaConcurrency { get; set; } = 16;

    /// <summary>Whether the database is SQLite.</summary>
    public bool IsSqlite => string.Equals(Provider, "sqlite", StringComparison.OrdinalIgnoreCase);
}
