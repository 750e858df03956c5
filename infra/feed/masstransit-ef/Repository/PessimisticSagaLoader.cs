using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Reads with a row lock that lasts until the transaction ends.</summary>
internal sealed class PessimisticSagaLoader<TSaga>(
    Func<IQueryable<TSaga>, IQueryable<TSaga>> customizeQuery, ILockStatementProvider lockStatements) : ISagaLoader<TSaga>
    where TSaga : class, ISaga
{
    public Task<TSaga?> Load(DbContext dbContext, Guid correlationId, CancellationToken cancellationToken)
    {
        var statement = lockStatements.GetRowLockStatement<TSaga>(dbContext);
        return customizeQuery(dbContext.Set<TSaga>().FromSqlRaw(statement, correlationId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <remarks>Finds ids only; MassTransit then loads, and so locks, one after the other: always in the same order, against deadlocks.</remarks>
    public async Task<SagaRepositoryQueryContext<TSaga, T>> Query<T>(
        DbContext dbContext, ISagaQuery<TSaga> query, SagaRepositoryContext<TSaga, T> context, CancellationToken cancellationToken)
        where T : class
    {
        var ids = await customizeQuery(dbContext.Set<TSaga>()).Where(query.FilterExpression)
            .Select(saga => saga.CorrelationId).OrderBy(id => id).ToListAsync(cancellationToken);
        return new DefaultSagaRepositoryQueryContext<TSaga, T>(context, ids);
    }
}
