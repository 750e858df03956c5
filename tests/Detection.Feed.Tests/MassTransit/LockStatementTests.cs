using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>The statements that read and lock a row. No database is opened.</summary>
public sealed class LockStatementTests
{
    private static readonly TokenlessTallyDbContext Context =
        new(new DbContextOptionsBuilder<TokenlessTallyDbContext>().UseSqlite("Data Source=:memory:").Options);

    [SagaFact]
    public void Should_select_plainly_on_SQLite() => Assert.Equal(
        """SELECT * FROM "Tallies" WHERE "CorrelationId" = {0}""",
        new SqliteLockStatementProvider().GetRowLockStatement<Tally>(Context));

    [SagaFact]
    public void Should_select_for_update_on_PostgreSQL() => Assert.Equal(
        """SELECT *, xmin FROM "public"."Tallies" WHERE "CorrelationId" = {0} FOR UPDATE""",
        new PostgresLockStatementProvider().GetRowLockStatement<Tally>(Context));

    [SagaFact]
    public void Should_quote_the_schema_it_is_given() => Assert.Equal(
        """SELECT *, xmin FROM "a""b"."Tallies" WHERE "CorrelationId" = {0} FOR UPDATE""",
        new PostgresLockStatementProvider("a\"b").GetRowLockStatement<Tally>(Context));

    [SagaFact]
    public void Should_lock_by_other_properties() => Assert.Equal(
        """SELECT *, xmin FROM "public"."Tallies" WHERE "Name" = {0} AND "Count" = {1} FOR UPDATE""",
        new PostgresLockStatementProvider().GetRowLockStatement<Tally>(Context, nameof(Tally.Name), nameof(Tally.Count)));

    [SagaFact]
    public void Should_refuse_a_property_that_has_no_column() => Assert.Throws<InvalidOperationException>(
        () => new SqliteLockStatementProvider().GetRowLockStatement<Tally>(Context, nameof(Tally.Notes)));

    [SagaFact]
    public void Should_say_that_there_is_no_outbox() => Assert.Throws<NotSupportedException>(
        () => new SqliteLockStatementProvider().GetOutboxStatement(Context));
}
