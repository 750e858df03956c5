using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Reads the instances that a message is about to change, within the message's transaction.</summary>
internal interface ISagaLoader<TSaga>
    where TSaga : class, ISaga
{
    /// <summary>Reads one instance, tracked; null where there is none.</summary>
    Task<TSaga?> Load(DbContext dbContext, Guid correlationId, CancellationToken cancellationToken);

    /// <summary>Finds the instances that a message correlates with by query.</summary>
    Task<SagaRepositoryQueryContext<TSaga, T>> Query<T>(
        DbContext dbContext, ISagaQuery<TSaga> query, SagaRepositoryContext<TSaga, T> context, CancellationToken cancellationToken)
        where T : class;
}
