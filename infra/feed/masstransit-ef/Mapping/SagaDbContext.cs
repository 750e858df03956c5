using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>A DbContext whose model is made of saga maps.</summary>
public abstract class SagaDbContext : DbContext
{
    /// <summary>Creates the context.</summary>
    /// <param name="options">The database and its settings.</param>
    protected SagaDbContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>The maps of the sagas that the context holds.</summary>
    protected abstract IEnumerable<ISagaClassMap> Configurations { get; }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var configuration in Configurations)
            configuration.Configure(modelBuilder);
    }
}
