using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Version is an ordinary column.</summary>
internal sealed class TokenlessTallyDbContext(DbContextOptions<TokenlessTallyDbContext> options) : TallyDbContext(options)
{
    protected override void ConfigureToken(EntityTypeBuilder<Tally> tally)
    {
    }
}
