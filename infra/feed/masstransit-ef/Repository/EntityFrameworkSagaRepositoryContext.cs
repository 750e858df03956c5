using MassTransit.Context;
using MassTransit.Logging;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>Loads and saves instances while one message is handled, within that message's transaction.</summary>
internal sealed class EntityFrameworkSagaRepositoryContext<TSaga, TMessage>(
    DbContext dbContext,
    ConsumeContext<TMessage> consumeContext,
    ISagaConsumeContextFactory<DbContext, TSaga> factory,
    ISagaLoader<TSaga> loader) : ConsumeContextScope<TMessage>(consumeContext), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : class, ISaga
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _message = consumeContext;

    /// <summary>A new instance, not written before <see cref="Save" />.</summary>
    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        factory.CreateSagaConsumeContext(dbContext, _message, instance, SagaConsumeContextMode.Add);

    /// <summary>Writes a new instance at once; null where that fails, most often because another message was first.</summary>
    public async Task<SagaConsumeContext<TSaga, TMessage>?> Insert(TSaga instance)
    {
        var entry = dbContext.Set<TSaga>().Add(instance);
        try
        {
            await dbContext.SaveChangesAsync(CancellationToken);
        }
        catch (DbUpdateException exception)
        {
            // EF Core has gone back to the savepoint it sets before each save, so the transaction is still good.
            // Detached, or the failed row would be written again by the next save and hide the existing one.
            entry.State = EntityState.Detached;
            _message.LogInsertFault<TSaga, TMessage>(exception, instance.CorrelationId);
            return null;
        }

        _message.LogInsert<TSaga, TMessage>(instance.CorrelationId);
        return await factory.CreateSagaConsumeContext(dbContext, _message, instance, SagaConsumeContextMode.Insert);
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Load(Guid correlationId)
    {
        var instance = await loader.Load(dbContext, correlationId, CancellationToken);
        return instance is null
            ? null
            : await factory.CreateSagaConsumeContext(dbContext, _message, instance, SagaConsumeContextMode.Load);
    }

    /// <summary>Writes an instance that came from <see cref="Add" />.</summary>
    public Task Save(SagaConsumeContext<TSaga> context)
    {
        dbContext.Set<TSaga>().Add(context.Saga);
        return dbContext.SaveChangesAsync(CancellationToken);
    }

    public Task Update(SagaConsumeContext<TSaga> context) => dbContext.SaveChangesAsync(CancellationToken);

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        dbContext.Set<TSaga>().Remove(context.Saga);
        return dbContext.SaveChangesAsync(CancellationToken);
    }

    /// <summary>An instance added and completed by the same message was never written.</summary>
    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    /// <summary>The transaction is rolled back as a whole.</summary>
    public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class => factory.CreateSagaConsumeContext(dbContext, consumeContext, instance, mode);
}
