using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Writes the statements that read rows and lock them until the transaction ends.</summary>
public interface ILockStatementProvider
{
    /// <summary>The statement that reads and locks the row with a given CorrelationId.</summary>
    /// <param name="context">The context whose model names the table and columns.</param>
    /// <typeparam name="T">The entity.</typeparam>
    /// <returns>SQL for FromSqlRaw with one positional parameter, the correlation id.</returns>
    string GetRowLockStatement<T>(DbContext context)
        where T : class;

    /// <summary>The statement that reads and locks the rows where the given properties have given values.</summary>
    /// <param name="context">The context whose model names the table and columns.</param>
    /// <param name="propertyNames">Names of mapped properties, at least one.</param>
    /// <typeparam name="T">The entity.</typeparam>
    /// <returns>SQL for FromSqlRaw with one positional parameter a property, in the order given.</returns>
    string GetRowLockStatement<T>(DbContext context, params string[] propertyNames)
        where T : class;

    /// <summary>The statement that takes the next batch of the transactional outbox.</summary>
    /// <exception cref="NotSupportedException">Always, here: the stand-in has no outbox.</exception>
    string GetOutboxStatement(DbContext context);
}
