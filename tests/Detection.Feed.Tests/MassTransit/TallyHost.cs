using System.Data;
using Detection.Testing;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>The tally saga on the in-memory transport, kept by the stand-in in a database of its own.</summary>
internal sealed class TallyHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ServiceProvider _services;
    private readonly SettledObserver _observer;
    private readonly string? _sqliteFile;

    private TallyHost(ServiceProvider services, SettledObserver observer, string? sqliteFile)
    {
        _services = services;
        _observer = observer;
        _sqliteFile = sqliteFile;
    }

    public ITestHarness Harness => _services.GetRequiredService<ITestHarness>();

    public ILoadSagaRepository<Tally> Loader => _services.GetRequiredService<ILoadSagaRepository<Tally>>();

    public IQuerySagaRepository<Tally> Query => _services.GetRequiredService<IQuerySagaRepository<Tally>>();

    public static Task<TallyHost> StartAsync(TallyHostSettings settings, PostgresServer postgres) =>
        StartAsync<CountingTallyDbContext>(settings, postgres);

    public static async Task<TallyHost> StartAsync<TContext>(TallyHostSettings settings, PostgresServer postgres)
        where TContext : TallyDbContext
    {
        var name = $"tally{Guid.NewGuid():N}";
        var sqliteFile = settings.Store == TallyStore.Sqlite ? Path.Combine(Path.GetTempPath(), $"{name}.db") : null;

        void Database(IServiceProvider provider, DbContextOptionsBuilder options)
        {
            if (sqliteFile is not null)
                options.UseSqlite($"Data Source={sqliteFile};Default Timeout=30", sqlite => Apply(settings, sqlite.ExecutionStrategy));
            else
                options.UseNpgsql(postgres.ConnectionString(name), npgsql => Apply(settings, npgsql.ExecutionStrategy));
            if (settings.Interceptor is not null)
                options.AddInterceptors(settings.Interceptor);
        }

        var services = new ServiceCollection().AddSingleton<Rendezvous>().AddSingleton<BreakCounter>();
        if (settings.ExistingDbContext)
            services.AddDbContext<TallyDbContext, TContext>(Database);
        services.AddMassTransitTestHarness(TextWriter.Null, bus =>
        {
            bus.DisableUsageTelemetry();
            // HandleAsync waits for the messages themselves: nothing is in flight when the harness is asked.
            bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromMilliseconds(50));
            var saga = bus.AddSagaStateMachine<TallyStateMachine, Tally>();
            saga.Endpoint(endpoint => endpoint.ConcurrentMessageLimit = settings.ConcurrentMessages);
            saga.EntityFrameworkRepository(repository => Repository<TContext>(repository, settings, Database));
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                if (settings.Retries > 0)
                    endpoint.UseMessageRetry(retry => retry.Interval(settings.Retries, TimeSpan.FromMilliseconds(5)));
            });
            bus.UsingInMemory((context, configurator) => configurator.ConfigureEndpoints(context));
        });

        var observer = new SettledObserver();
        var host = new TallyHost(services.BuildServiceProvider(validateScopes: true), observer, sqliteFile);
        await host.WithDatabaseAsync(context => context.Database.EnsureCreatedAsync());
        host.Harness.Bus.ConnectReceiveObserver(observer);
        await host.Harness.Start();
        return host;
    }

    /// <summary>Publishes all at once and returns when each is handled, or faulted with its retries spent.</summary>
    public async Task HandleAsync(params IEnumerable<object> messages) =>
        await Task.WhenAll(messages.Select(async message =>
        {
            var id = Guid.NewGuid();
            await Harness.Bus.Publish(message, context => context.MessageId = id);
            await _observer.Settled(id);
        })).WaitAsync(Patience);

    /// <summary>The exceptions of the messages of a type that ended as a fault.</summary>
    public IReadOnlyList<ExceptionInfo> Faults<T>()
        where T : class =>
        [.. Harness.Published.Select<Fault<T>>().Select(fault => fault.Context.Message.Exceptions[0])];

    /// <summary>The row, read past the repository; null where there is none.</summary>
    public Task<Tally?> RowAsync(Guid id) =>
        WithDatabaseAsync(context => context.Tallies.AsNoTracking().Include(tally => tally.Notes).SingleOrDefaultAsync(tally => tally.CorrelationId == id));

    public Task<List<Tally>> RowsAsync() => WithDatabaseAsync(context => context.Tallies.AsNoTracking().ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Harness.Stop();
        if (_sqliteFile is null)
            await WithDatabaseAsync(context => context.Database.EnsureDeletedAsync());
        await _services.DisposeAsync();
        if (_sqliteFile is null)
            return;
        SqliteConnection.ClearAllPools();
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(_sqliteFile + suffix);
    }

    private static void Repository<TContext>(
        IEntityFrameworkSagaRepositoryConfigurator<Tally> repository, TallyHostSettings settings, Action<IServiceProvider, DbContextOptionsBuilder> database)
        where TContext : TallyDbContext
    {
        repository.ConcurrencyMode = settings.Mode;
        if (settings.Store == TallyStore.Postgres)
            repository.IsolationLevel = IsolationLevel.ReadCommitted;
        if (settings.NamesDatabase)
            _ = settings.Store == TallyStore.Sqlite ? repository.UseSqlite() : repository.UsePostgres();
        if (settings.ExistingDbContext)
            repository.ExistingDbContext<TallyDbContext>();
        else
            repository.AddDbContext<TallyDbContext, TContext>((provider, options) => database(provider, options));
        settings.Repository?.Invoke(repository);
    }

    private static void Apply<TBuilder>(
        TallyHostSettings settings, Func<Func<ExecutionStrategyDependencies, IExecutionStrategy>, TBuilder> set)
    {
        if (settings.ExecutionStrategy is not null)
            set(settings.ExecutionStrategy);
    }

    private async Task<T> WithDatabaseAsync<T>(Func<TallyDbContext, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TallyDbContext>());
    }
}
