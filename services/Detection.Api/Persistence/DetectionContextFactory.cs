using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Makes contexts of the configured provider for code that knows <see cref="DetectionDbContext"/> only.</summary>
/// <remarks><see cref="IDbContextFactory{TContext}"/> is not covariant, so one of the provider's type cannot stand in.</remarks>
/// <param name="pool">The provider's pool.</param>
internal sealed class DetectionContextFactory<TContext>(IDbContextFactory<TContext> pool) : IDbContextFactory<DetectionDbContext>
    where TContext : DetectionDbContext
{
    public DetectionDbContext CreateDbContext() => pool.CreateDbContext();

    public async Task<DetectionDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await pool.CreateDbContextAsync(cancellationToken);
}
