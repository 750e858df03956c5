using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Reads without a lock: a concurrency token of the saga's own tells at the save whether another message came between.</summary>
internal sealed class OptimisticSagaLoader<TSaga>(Func<IQueryable<TSaga>, IQueryable<TSaga>> customizeQuery) : ISagaLoader<TSaga>
    where TSaga : class, ISaga
{
    public Task<TSaga?> Load(DbContext dbContext, Guid correlationId, CancellationToken cancellationToken) =>
        customizeQuery(dbContext.Set<TSaga>()).SingleOrDefaultAsync(saga => saga.CorrelationId == correlationId, cancellationToken);

    public async Task<SagaRepositoryQueryContext<TSaga, T>> Query<T>(
        DbContext dbContext, ISagaQuery<TSaga> query, SagaRepositoryContext<TSaga, T> context, CancellationToken cancellationToken)
        where T : class
    {
        var instances = await customizeQuery(dbContext.Set<TSaga>()).Where(query.FilterExpression).ToListAsync(cancellationToken);
        return new LoadedSagaRepositoryQueryContext<TSaga, T>(context, instances);
    }
}
