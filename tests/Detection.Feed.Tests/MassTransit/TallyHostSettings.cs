using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>How a <see cref="TallyHost"/> keeps its sagas. The defaults are what the product would choose.</summary>
internal sealed record TallyHostSettings(TallyStore Store, ConcurrencyMode Mode)
{
    /// <summary>Message retry on the saga's endpoint; 0 for none.</summary>
    public int Retries { get; init; } = 20;

    /// <summary>Messages handled at once. SQLite has one writer: more only wait for each other.</summary>
    public int ConcurrentMessages { get; init; } = Store == TallyStore.Sqlite ? 1 : 16;

    /// <summary>Whether UseSqlite or UsePostgres is called.</summary>
    public bool NamesDatabase { get; init; } = true;

    /// <summary>Changes the repository's configuration after all else is set.</summary>
    public Action<IEntityFrameworkSagaRepositoryConfigurator<Tally>>? Repository { get; init; }

    /// <summary>Registers the context with the application instead of with the repository.</summary>
    public bool ExistingDbContext { get; init; }

    public IInterceptor? Interceptor { get; init; }

    public Func<ExecutionStrategyDependencies, IExecutionStrategy>? ExecutionStrategy { get; init; }
}
