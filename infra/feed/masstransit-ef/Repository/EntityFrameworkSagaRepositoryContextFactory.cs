using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Runs the handling of each message in one transaction. Lives in the scope of the message.</summary>
internal sealed class EntityFrameworkSagaRepositoryContextFactory<TSaga>(
    SagaDbContextAccessor<TSaga> accessor,
    SagaRepositorySettings<TSaga> settings,
    ISagaConsumeContextFactory<DbContext, TSaga> factory) : ISagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISaga
{
    private readonly DbContext _dbContext = accessor.Context;

    public void Probe(ProbeContext context)
    {
        context.Add("persistence", "entityFrameworkCore");
        context.Add("isolationLevel", settings.IsolationLevel.ToString());
    }

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => InTransaction(context, next.Send);

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class => InTransaction(context, async repositoryContext =>
        {
            var found = await settings.Loader.Query(_dbContext, query, repositoryContext, context.CancellationToken);
            await next.Send(found);
        });

    private Task InTransaction<T>(ConsumeContext<T> context, Func<SagaRepositoryContext<TSaga, T>, Task> handle)
        where T : class
    {
        var strategy = _dbContext.Database.CreateExecutionStrategy();
        // Only if it retries: Npgsql's default strategy wraps exceptions that look transient, the state machine's own included.
        return strategy.RetriesOnFailure
            ? strategy.ExecuteAsync(_ => Attempt(context, handle), context.CancellationToken)
            : Attempt(context, handle);
    }

    private async Task Attempt<T>(ConsumeContext<T> context, Func<SagaRepositoryContext<TSaga, T>, Task> handle)
        where T : class
    {
        // Disposing it without a commit rolls it back. The change tracker keeps what a failed attempt did, as in the real package:
        // an execution strategy that retries sees the failed attempt's values.
        await using var transaction = await _dbContext.Database.BeginTransactionAsync(settings.IsolationLevel, context.CancellationToken);
        await handle(new EntityFrameworkSagaRepositoryContext<TSaga, T>(_dbContext, context, factory, settings.Loader));
        // A cancelled commit would leave it unknown whether the instance is saved; the work is done anyway.
        await transaction.CommitAsync(CancellationToken.None);
    }
}
