using MassTransit.EntityFrameworkCoreIntegration;

namespace MassTransit;

/// <summary>Chooses the database's way of locking a saga's row.</summary>
public static class EntityFrameworkSagaRepositoryLockExtensions
{
    /// <summary>SQLite: a plain SELECT, since a transaction locks the whole database.</summary>
    public static IEntityFrameworkSagaRepositoryConfigurator<TSaga> UseSqlite<TSaga>(
        this IEntityFrameworkSagaRepositoryConfigurator<TSaga> configurator)
        where TSaga : class, ISaga => Use(configurator, new SqliteLockStatementProvider());

    /// <summary>PostgreSQL: SELECT ... FOR UPDATE, in the schema <c>public</c> where the model names none.</summary>
    public static IEntityFrameworkSagaRepositoryConfigurator<TSaga> UsePostgres<TSaga>(
        this IEntityFrameworkSagaRepositoryConfigurator<TSaga> configurator)
        where TSaga : class, ISaga => Use(configurator, new PostgresLockStatementProvider());

    /// <summary>PostgreSQL: SELECT ... FOR UPDATE, in the given schema where the model names none.</summary>
    public static IEntityFrameworkSagaRepositoryConfigurator<TSaga> UsePostgres<TSaga>(
        this IEntityFrameworkSagaRepositoryConfigurator<TSaga> configurator, string schemaName)
        where TSaga : class, ISaga => Use(configurator, new PostgresLockStatementProvider(schemaName));

    private static IEntityFrameworkSagaRepositoryConfigurator<TSaga> Use<TSaga>(
        IEntityFrameworkSagaRepositoryConfigurator<TSaga> configurator, ILockStatementProvider provider)
        where TSaga : class, ISaga
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.LockStatementProvider = provider;
        return configurator;
    }
}
