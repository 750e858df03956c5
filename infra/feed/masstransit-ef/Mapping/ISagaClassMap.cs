using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Maps a saga to its table.</summary>
public interface ISagaClassMap
{
    /// <summary>The saga that is mapped.</summary>
    Type SagaType { get; }

    /// <summary>Adds the saga to the model.</summary>
    /// <param name="model">The model being built.</param>
    void Configure(ModelBuilder model);
}
