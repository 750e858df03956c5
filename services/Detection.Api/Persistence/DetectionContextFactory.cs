using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Makes contexts of the configured provider for code that knows <see cref="DetectionDbContext"/> only.</summary>
/// <remarks><see cref="IDbContextFactory{TContext}"/> is not covariant, so one of the provider's type cannot stand in.</remarks>
/// <param name="pool">The provider's pool.</param>
/// <param name="readiness">Says whether the database can be used.</param>
/// <exception cref="DatabaseNotReadyException">The database cannot be used yet.</exception>
internal sealed class DetectionContextFactory<TContext>(IDbContextFactory<TContext> pool, DatabaseReadiness readiness)
    : IDbContextFactory<DetectionDbContext>
    where TContext : DetectionDbContext
{
    public DetectionDbContext CreateDbContext()
    {
        readiness.ThrowIfNotReady();
        return pool.CreateDbContext();
    }

    public async Task<DetectionDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        readiness.ThrowIfNotReady();
        return await pool.CreateDbContextAsync(cancellationToken);
    }
}
