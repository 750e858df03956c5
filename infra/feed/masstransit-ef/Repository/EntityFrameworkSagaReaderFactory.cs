using MassTransit.Saga;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Serves reads from outside a message: no transaction, no lock, nothing tracked.</summary>
internal sealed class EntityFrameworkSagaReaderFactory<TSaga>(SagaDbContextAccessor<TSaga> accessor, SagaRepositorySettings<TSaga> settings)
    : ILoadSagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISaga
{
    public void Probe(ProbeContext context) => context.Add("persistence", "entityFrameworkCore");

    public Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class => asyncMethod(Reader(cancellationToken));

    public Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class => asyncMethod(Reader(cancellationToken));

    private EntityFrameworkSagaReader<TSaga> Reader(CancellationToken cancellationToken) =>
        new(accessor.Context, settings.CustomizeQuery, cancellationToken);
}
