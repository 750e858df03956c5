using System.Data;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>What a saga's repository was configured with.</summary>
internal sealed record SagaRepositorySettings<TSaga>(
    IsolationLevel IsolationLevel,
    Func<IQueryable<TSaga>, IQueryable<TSaga>> CustomizeQuery,
    ISagaLoader<TSaga> Loader)
    where TSaga : class, ISaga;
