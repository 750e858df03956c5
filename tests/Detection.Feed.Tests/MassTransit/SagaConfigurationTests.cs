using System.Data;
using Detection.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static MassTransit.ConcurrencyMode;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>What the repository's configurator promises.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SagaConfigurationTests(PostgresServer postgres)
{
    private readonly Guid _id = Guid.NewGuid();

    [SagaTheory]
    [InlineData(Pessimistic, IsolationLevel.Serializable)]
    [InlineData(Optimistic, IsolationLevel.ReadCommitted)]
    public async Task Should_choose_the_isolation_level_by_the_mode(ConcurrencyMode mode, IsolationLevel expected)
    {
        var recorder = new TransactionRecorder();
        await using var host = await TallyHost.StartAsync(new TallyHostSettings(TallyStore.Sqlite, mode) { Interceptor = recorder }, postgres);
        recorder.Requested.Clear();

        await host.HandleAsync(new StartTally(_id));

        Assert.Equal([expected], recorder.Requested);
    }

    [SagaFact]
    public async Task Should_take_an_isolation_level_that_is_set_last()
    {
        var recorder = new TransactionRecorder();
        var settings = new TallyHostSettings(TallyStore.Sqlite, Optimistic)
        {
            Interceptor = recorder,
            Repository = repository => repository.IsolationLevel = IsolationLevel.RepeatableRead,
        };
        await using var host = await TallyHost.StartAsync(settings, postgres);
        recorder.Requested.Clear();

        await host.HandleAsync(new StartTally(_id));

        Assert.Equal([IsolationLevel.RepeatableRead], recorder.Requested);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_use_a_context_of_the_application_and_a_customized_query(TallyStore store, ConcurrencyMode mode)
    {
        var settings = new TallyHostSettings(store, mode)
        {
            ExistingDbContext = true,
            Repository = repository => repository.CustomizeQuery(tallies => tallies.Include(tally => tally.Notes)),
        };
        await using var host = await TallyHost.StartAsync(settings, postgres);

        await host.HandleAsync(new StartTally(_id));
        await host.HandleAsync(new BreakTally(_id, Times: 0));
        await host.HandleAsync(new AddToTally(_id));

        var row = await host.RowAsync(_id);
        Assert.Equal((2, 1), (row?.Count, row?.NotesSeen));
        // Reads from outside a message ignore the customized query.
        Assert.Empty((await host.Loader.Load(_id)).Notes);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Optimistic), On(TallyStore.Sqlite, Pessimistic)]
    [On(TallyStore.Postgres, Optimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_keep_what_a_failed_attempt_tracked_where_the_execution_strategy_retries(TallyStore store, ConcurrencyMode mode)
    {
        var settings = new TallyHostSettings(store, mode) { Retries = 0, ExecutionStrategy = dependencies => new TimeoutRetryingStrategy(dependencies) };
        await using var host = await TallyHost.StartAsync(settings, postgres);
        await host.HandleAsync(new StartTally(_id));

        await host.HandleAsync(new BreakTally(_id, Times: 1));

        // The second attempt builds on what the first one tracked, a version and a note that the database has rolled back:
        // a DbUpdateConcurrencyException, or on SQLite, which gives the note the same id again, a DbUpdateException.
        Assert.Contains("DbUpdate", Assert.Single(host.Faults<BreakTally>()).ExceptionType, StringComparison.Ordinal);
        var row = await host.RowAsync(_id);
        Assert.NotNull(row);
        Assert.Equal(0, row.Count);
        Assert.Empty(row.Notes);
    }

    [SagaTheory]
    [On(TallyStore.Sqlite, Pessimistic), On(TallyStore.Postgres, Pessimistic)]
    public async Task Should_lock_as_SQL_Server_does_where_no_database_is_named(TallyStore store, ConcurrencyMode mode)
    {
        var settings = new TallyHostSettings(store, mode) { Retries = 0, NamesDatabase = false };
        await using var host = await TallyHost.StartAsync(settings, postgres);

        await host.HandleAsync(new StartTally(_id));

        Assert.Single(host.Faults<StartTally>());
        Assert.Empty(await host.RowsAsync());
    }

    [SagaFact]
    public void Should_refuse_a_repository_without_a_context()
    {
        var exception = Assert.Throws<ConfigurationException>(() => new ServiceCollection().AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddSagaStateMachine<TallyStateMachine, Tally>().EntityFrameworkRepository(repository => repository.UseSqlite());
        }));

        Assert.Contains("DbContext", exception.Message, StringComparison.Ordinal);
    }
}
