namespace Detection.Testing;

/// <summary>
/// Scripts that make a database as an older program left it: six detections, one in every state of that program and one
/// that began with an event.
/// </summary>
public static class OldDatabase
{
    /// <summary>Ids of the detections, in the order in which they were queued.</summary>
    public static IReadOnlyList<Guid> Ids { get; } =
        [.. Enumerable.Range(1, 6).Select(number => Guid.Parse($"019b7c5a-0000-7000-8000-{number:d12}"))];

    /// <summary>For SQLite.</summary>
    public static string SqliteScript => Read("sqlite");

    /// <summary>For PostgreSQL, in a database that is there and empty.</summary>
    public static string PostgresScript => Read("postgres");

    private static string Read(string name) => File.ReadAllText(Repository.Of("tests", "Detection.Testing", "OldDatabases", $"{name}.sql"));
}
