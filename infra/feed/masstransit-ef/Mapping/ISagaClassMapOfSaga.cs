namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Maps a saga to its table.</summary>
/// <typeparam name="TSaga">The saga.</typeparam>
public interface ISagaClassMap<TSaga> : ISagaClassMap
    where TSaga : class, ISaga;
