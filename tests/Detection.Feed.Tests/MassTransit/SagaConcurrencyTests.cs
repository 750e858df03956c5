using System.Data;
using Detection.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static MassTransit.ConcurrencyMode;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Messages for one instance at the same time. Races are forced by a rendezvous within the transactions, never hoped for.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SagaConcurrencyTests(PostgresServer postgres)
{
    private readonly Guid _id = Guid.NewGuid();

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_keep_one_instance_of_many_duplicate_initiating_events(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(store, mode) { ConcurrentMessages = 8 }, postgres);

        await host.HandleAsync(Enumerable.Repeat(new StartTally(_id), 10));

        Assert.Empty(host.Faults<StartTally>());
        Assert.Equal(10, Assert.Single(await host.RowsAsync()).Starts);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_lose_no_update_of_many_instances(TallyStore store, ConcurrencyMode mode)
    {
        // Pessimistic needs no retry: that is what the lock is for.
        var settings = new TallyHostSettings(store, mode) { Retries = mode == Optimistic ? 50 : 0 };
        await using var host = await TallyHost.StartAsync(settings, postgres);
        var ids = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid()).ToList();
        await host.HandleAsync(ids.Select(id => new StartTally(id)));

        await host.HandleAsync(ids.SelectMany(id => Enumerable.Repeat(new AddToTally(id), 5)));

        Assert.Empty(host.Faults<AddToTally>());
        var rows = await host.RowsAsync();
        Assert.Equal(50, rows.Count);
        Assert.All(rows, row => Assert.Equal(5, row.Count));
    }

    [SagaPostgresFact]
    public async Task Should_lose_an_update_in_optimistic_mode_without_a_token()
    {
        await using var host = await TallyHost.StartAsync<TokenlessTallyDbContext>(new TallyHostSettings(TallyStore.Postgres, Optimistic), postgres);
        await host.HandleAsync(new StartTally(_id));

        await host.HandleAsync(new AddToTally(_id, Meet: true), new AddToTally(_id, Meet: true));

        Assert.Empty(host.Faults<AddToTally>());
        var row = await host.RowAsync(_id);
        Assert.Equal(1, row?.Count);
        Assert.Equal(0, row?.Version);
    }

    [SagaPostgresFact]
    public Task Should_fault_the_later_of_two_updates_without_retry() =>
        TwoUpdatesAtOnce<CountingTallyDbContext>(retries: 0, expectedCount: 1);

    [SagaPostgresFact]
    public Task Should_keep_both_of_two_updates_with_retry() =>
        TwoUpdatesAtOnce<CountingTallyDbContext>(retries: 20, expectedCount: 2);

    [SagaPostgresFact]
    public Task Should_fault_the_later_of_two_updates_by_row_version() =>
        TwoUpdatesAtOnce<RowVersionTallyDbContext>(retries: 0, expectedCount: 1);

    [SagaPostgresFact]
    public Task Should_keep_both_of_two_updates_by_row_version_with_retry() =>
        TwoUpdatesAtOnce<RowVersionTallyDbContext>(retries: 20, expectedCount: 2);

    [SagaPostgresFact]
    public async Task Should_read_the_row_version_along_with_the_lock()
    {
        var settings = new TallyHostSettings(TallyStore.Postgres, Pessimistic) { Retries = 0 };
        await using var host = await TallyHost.StartAsync<RowVersionTallyDbContext>(settings, postgres);
        await host.HandleAsync(new StartTally(_id));

        await host.HandleAsync(Enumerable.Repeat(new AddToTally(_id), 20));

        Assert.Empty(host.Faults<AddToTally>());
        Assert.Equal(20, (await host.RowAsync(_id))?.Count);
    }

    [SagaTheory]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_fault_the_later_of_two_initiating_events_without_retry(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(store, mode) { Retries = 0 }, postgres);

        await host.HandleAsync(new StartTally(_id, Meet: true), new StartTally(_id, Meet: true));

        Assert.Contains(nameof(DbUpdateException), Assert.Single(host.Faults<StartTally>()).ExceptionType, StringComparison.Ordinal);
        Assert.Equal(1, (await host.RowAsync(_id))?.Starts);
    }

    [SagaTheory]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_count_both_of_two_initiating_events_with_retry(TallyStore store, ConcurrencyMode mode)
    {
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(store, mode), postgres);

        await host.HandleAsync(new StartTally(_id, Meet: true), new StartTally(_id, Meet: true));

        Assert.Empty(host.Faults<StartTally>());
        Assert.Equal(2, (await host.RowAsync(_id))?.Starts);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Pessimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_fall_back_to_the_existing_instance_where_an_insert_fails(TallyStore store, ConcurrencyMode mode)
    {
        var settings = new TallyHostSettings(store, mode) { Retries = 0, ConcurrentMessages = 8 };
        await using var host = await TallyHost.StartAsync(settings, postgres);

        await host.HandleAsync(Enumerable.Repeat(new OpenTally(_id), 10));

        Assert.Empty(host.Faults<OpenTally>());
        Assert.Equal(10, Assert.Single(await host.RowsAsync()).Starts);
    }

    [SagaPostgresFact]
    public async Task Should_surface_serialization_failures_so_that_retry_resolves_them()
    {
        // The default isolation, kept where the product would choose ReadCommitted.
        var settings = new TallyHostSettings(TallyStore.Postgres, Pessimistic)
        {
            Retries = 200,
            Repository = repository => repository.IsolationLevel = IsolationLevel.Serializable,
        };
        await using var host = await TallyHost.StartAsync(settings, postgres);

        await host.HandleAsync(Enumerable.Repeat(new StartTally(_id), 5).Concat<object>(Enumerable.Repeat(new OpenTally(_id), 5)));
        await host.HandleAsync(Enumerable.Repeat(new AddToTally(_id), 20));

        var row = await host.RowAsync(_id);
        Assert.Equal((10, 20), (row?.Starts, row?.Count));
    }

    private async Task TwoUpdatesAtOnce<TContext>(int retries, int expectedCount)
        where TContext : TallyDbContext
    {
        var settings = new TallyHostSettings(TallyStore.Postgres, Optimistic) { Retries = retries };
        await using var host = await TallyHost.StartAsync<TContext>(settings, postgres);
        await host.HandleAsync(new StartTally(_id));

        await host.HandleAsync(new AddToTally(_id, Meet: true), new AddToTally(_id, Meet: true));

        var faults = host.Faults<AddToTally>();
        Assert.Equal(2 - expectedCount, faults.Count);
        Assert.All(faults, fault => Assert.Contains(nameof(DbUpdateConcurrencyException), fault.ExceptionType, StringComparison.Ordinal));
        Assert.Equal(expectedCount, (await host.RowAsync(_id))?.Count);
    }
}
