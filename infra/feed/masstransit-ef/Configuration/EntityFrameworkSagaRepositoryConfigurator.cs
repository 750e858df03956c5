using System.Data;
using MassTransit.EntityFrameworkCoreIntegration;
using MassTransit.EntityFrameworkCoreIntegration.Saga;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MassTransit.Configuration;

internal sealed class EntityFrameworkSagaRepositoryConfigurator<TSaga> : IEntityFrameworkSagaRepositoryConfigurator<TSaga>
    where TSaga : class, ISaga
{
    private ConcurrencyMode _concurrencyMode = ConcurrencyMode.Pessimistic;
    private IsolationLevel _isolationLevel = IsolationLevel.Serializable;
    private ILockStatementProvider _lockStatementProvider = new SqlServerLockStatementProvider();
    private Func<IQueryable<TSaga>, IQueryable<TSaga>> _customizeQuery = query => query;
    private Action<IServiceCollection>? _registerDbContext;

    public ConcurrencyMode ConcurrencyMode
    {
        set
        {
            _concurrencyMode = value;
            if (value == ConcurrencyMode.Optimistic)
                _isolationLevel = IsolationLevel.ReadCommitted;
        }
    }

    public IsolationLevel IsolationLevel
    {
        set => _isolationLevel = value;
    }

    public ILockStatementProvider LockStatementProvider
    {
        set => _lockStatementProvider = value ?? throw new ArgumentNullException(nameof(value));
    }

    public void AddDbContext<TContext, TImplementation>(Action<IServiceProvider, DbContextOptionsBuilder<TImplementation>>? optionsAction = null)
        where TContext : DbContext
        where TImplementation : DbContext, TContext
    {
        _registerDbContext = services =>
        {
            // EF Core builds a DbContextOptionsBuilder<TImplementation> and hands it on as its base type.
            if (optionsAction is null)
                services.AddDbContext<TContext, TImplementation>();
            else
                services.AddDbContext<TContext, TImplementation>(
                    (provider, builder) => optionsAction(provider, (DbContextOptionsBuilder<TImplementation>)builder));
            UseDbContext<TContext>(services);
        };
    }

    public void ExistingDbContext<TContext>()
        where TContext : DbContext => _registerDbContext = UseDbContext<TContext>;

    public void CustomizeQuery(Func<IQueryable<TSaga>, IQueryable<TSaga>> queryCustomization) =>
        _customizeQuery = queryCustomization ?? throw new ArgumentNullException(nameof(queryCustomization));

    /// <summary>Registers the repository with MassTransit.</summary>
    /// <exception cref="ConfigurationException">No DbContext was chosen.</exception>
    public void Register(ISagaRepositoryRegistrationConfigurator<TSaga> services)
    {
        if (_registerDbContext is null)
        {
            throw new ConfigurationException($"The saga repository of {typeof(TSaga).Name} has no DbContext: "
                + $"call {nameof(AddDbContext)} or {nameof(ExistingDbContext)}.");
        }

        _registerDbContext(services);
        services.TryAddSingleton(new SagaRepositorySettings<TSaga>(_isolationLevel, _customizeQuery, CreateLoader()));
        services.RegisterLoadSagaRepository<TSaga, EntityFrameworkSagaReaderFactory<TSaga>>();
        services.RegisterQuerySagaRepository<TSaga, EntityFrameworkSagaReaderFactory<TSaga>>();
        services.RegisterSagaRepository<TSaga, DbContext, SagaConsumeContextFactory<DbContext, TSaga>,
            EntityFrameworkSagaRepositoryContextFactory<TSaga>>();
    }

    private ISagaLoader<TSaga> CreateLoader() => _concurrencyMode == ConcurrencyMode.Optimistic
        ? new OptimisticSagaLoader<TSaga>(_customizeQuery)
        : new PessimisticSagaLoader<TSaga>(_customizeQuery, _lockStatementProvider);

    private static void UseDbContext<TContext>(IServiceCollection services)
        where TContext : DbContext =>
        services.TryAddScoped(provider => new SagaDbContextAccessor<TSaga>(provider.GetRequiredService<TContext>()));
}
