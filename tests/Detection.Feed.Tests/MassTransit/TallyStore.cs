namespace Detection.Feed.Tests.MassTransit;

public enum TallyStore
{
    Sqlite,
    Postgres,
}
