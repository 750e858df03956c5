using Detection.Testing;
using MassTransit;
using MassTransit.Saga;
using Xunit;
using static MassTransit.ConcurrencyMode;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>An instance's way from its first row to its last, one message at a time.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SagaLifecycleTests(PostgresServer postgres)
{
    private readonly Guid _id = Guid.NewGuid();

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_insert_then_update_the_instance(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);

        await host.HandleAsync(new StartTally(_id, "first"));
        await host.HandleAsync(new AddToTally(_id));
        await host.HandleAsync(new AddToTally(_id));

        var row = await host.RowAsync(_id);
        Assert.NotNull(row);
        Assert.Equal(("Open", "first", 1, 2), (row.CurrentState, row.Name, row.Starts, row.Count));
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_insert_at_once_when_asked_to(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);

        await host.HandleAsync(new OpenTally(_id));
        await host.HandleAsync(new OpenTally(_id));

        Assert.Equal(2, (await host.RowAsync(_id))?.Starts);
        Assert.Empty(host.Faults<OpenTally>());
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_remove_the_row_of_a_completed_instance(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);

        await host.HandleAsync(new StartTally(_id));
        await host.HandleAsync(new FinishTally(_id));

        Assert.Empty(await host.RowsAsync());
        Assert.Empty(host.Faults<FinishTally>());
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_never_write_an_instance_that_completes_at_once(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);

        await host.HandleAsync(new FinishTally(_id));

        Assert.Empty(await host.RowsAsync());
        Assert.Empty(host.Faults<FinishTally>());
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_do_what_the_event_says_where_the_instance_is_missing(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(store, mode) { Retries = 0 }, postgres);

        await host.HandleAsync(new AddToTally(_id), new BreakTally(_id));

        Assert.Empty(host.Faults<AddToTally>());
        Assert.Contains(nameof(SagaException), Assert.Single(host.Faults<BreakTally>()).ExceptionType, StringComparison.Ordinal);
        Assert.Empty(await host.RowsAsync());
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_roll_back_what_a_faulted_message_wrote(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(store, mode) { Retries = 0 }, postgres);

        await host.HandleAsync(new StartTally(_id));
        await host.HandleAsync(new BreakTally(_id));
        await host.HandleAsync(new AddToTally(_id));

        Assert.Contains(nameof(TimeoutException), Assert.Single(host.Faults<BreakTally>()).ExceptionType, StringComparison.Ordinal);
        var row = await host.RowAsync(_id);
        Assert.NotNull(row);
        Assert.Equal(1, row.Count);
        Assert.Empty(row.Notes);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_hand_an_event_by_query_to_every_match(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);
        await host.HandleAsync(new StartTally(Guid.NewGuid(), "same"), new StartTally(Guid.NewGuid(), "same"), new StartTally(_id, "other"));

        await host.HandleAsync(new AddToNamedTallies("same"));
        await host.HandleAsync(new AddToNamedTallies("none"));

        var rows = await host.RowsAsync();
        Assert.Equal([1, 1], rows.Where(row => row.Name == "same").Select(row => row.Count));
        Assert.Equal([0], rows.Where(row => row.Name == "other").Select(row => row.Count));
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_serve_reads_from_outside_a_message(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await StartAsync(store, mode);
        await host.HandleAsync(new StartTally(_id, "wanted"), new StartTally(Guid.NewGuid(), "other"));

        Assert.Equal("wanted", (await host.Loader.Load(_id)).Name);
        Assert.Null(await host.Loader.Load(Guid.NewGuid()));
        Assert.Equal([_id], await host.Query.Find(new SagaQuery<Tally>(tally => tally.Name == "wanted")));
        Assert.Empty(await host.Query.Find(new SagaQuery<Tally>(tally => tally.Name == "none")));
    }

    private Task<TallyHost> StartAsync(TallyStore store, ConcurrencyMode mode) =>
        TallyHost.StartAsync(new TallyHostSettings(store, mode), postgres);
}
