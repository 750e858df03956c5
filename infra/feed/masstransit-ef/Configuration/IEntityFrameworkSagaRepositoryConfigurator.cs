using System.Data;
using System.Diagnostics.CodeAnalysis;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace MassTransit;

/// <summary>Configures where and how the instances of one saga are kept.</summary>
/// <typeparam name="TSaga">The saga.</typeparam>
[SuppressMessage("Design", "CA1044:Properties should not be write only", Justification = "The real API.")]
public interface IEntityFrameworkSagaRepositoryConfigurator<TSaga>
    where TSaga : class, ISaga
{
    /// <summary>Pessimistic (the default) locks the row while a message is handled; Optimistic needs a concurrency token and message retry.</summary>
    /// <remarks>Setting Optimistic also sets <see cref="IsolationLevel" /> to ReadCommitted.</remarks>
    ConcurrencyMode ConcurrencyMode { set; }

    /// <summary>Isolation of the transaction around each message. Serializable by default.</summary>
    IsolationLevel IsolationLevel { set; }

    /// <summary>Writes the statement that reads and locks a row in pessimistic mode. SQL Server's by default.</summary>
    ILockStatementProvider LockStatementProvider { set; }

    /// <summary>Registers a DbContext for the saga, in the scope of each message.</summary>
    /// <param name="optionsAction">Chooses the database; null leaves that to the context's own OnConfiguring.</param>
    /// <typeparam name="TContext">The type to resolve.</typeparam>
    /// <typeparam name="TImplementation">The type to create.</typeparam>
    void AddDbContext<TContext, TImplementation>(Action<IServiceProvider, DbContextOptionsBuilder<TImplementation>>? optionsAction = null)
        where TContext : DbContext
        where TImplementation : DbContext, TContext;

    /// <summary>Uses a DbContext that the application has registered itself.</summary>
    /// <typeparam name="TContext">The type to resolve in the scope of each message.</typeparam>
    void ExistingDbContext<TContext>()
        where TContext : DbContext;

    /// <summary>Changes the queries that read instances for a message, for example to include a navigation.</summary>
    /// <remarks><see cref="ILoadSagaRepository{TSaga}" /> reads without it.</remarks>
    /// <param name="queryCustomization">Maps the saga's query to the one that runs.</param>
    void CustomizeQuery(Func<IQueryable<TSaga>, IQueryable<TSaga>> queryCustomization);
}
