using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Reads instances outside the handling of a message.</summary>
internal sealed class EntityFrameworkSagaReader<TSaga>(
    DbContext dbContext, Func<IQueryable<TSaga>, IQueryable<TSaga>> customizeQuery, CancellationToken cancellationToken)
    : BasePipeContext(cancellationToken), LoadSagaRepositoryContext<TSaga>, QuerySagaRepositoryContext<TSaga>
    where TSaga : class, ISaga
{
    /// <summary>Reads the instance without the customized query, as the real package does.</summary>
    /// <returns>The instance; null where there is none, although MassTransit's annotation does not say so.</returns>
    public async Task<TSaga> Load(Guid correlationId) => (await dbContext.Set<TSaga>().AsNoTracking()
        .SingleOrDefaultAsync(saga => saga.CorrelationId == correlationId, CancellationToken))!;

    public async Task<SagaRepositoryQueryContext<TSaga>> Query(ISagaQuery<TSaga> query, CancellationToken cancellationToken = default)
    {
        var ids = await customizeQuery(dbContext.Set<TSaga>()).AsNoTracking().Where(query.FilterExpression).Select(saga => saga.CorrelationId).ToListAsync(cancellationToken);
        return new DefaultSagaRepositoryQueryContext<TSaga>(this, ids);
    }
}
