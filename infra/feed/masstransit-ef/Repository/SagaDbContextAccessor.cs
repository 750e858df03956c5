using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration.Saga;

/// <summary>The DbContext that one saga was configured with, in the current scope. The scope owns it.</summary>
/// <typeparam name="TSaga">The saga: two sagas may use different contexts.</typeparam>
internal sealed class SagaDbContextAccessor<TSaga>(DbContext context)
    where TSaga : class, ISaga
{
    public DbContext Context { get; } = context;
}
