using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>SQLite has no row locks, and needs none: a transaction locks the whole database. The statement is a plain SELECT.</summary>
public sealed class SqliteLockStatementProvider : ILockStatementProvider
{
    private readonly RowLockStatement _statement;

    /// <summary>Creates the provider.</summary>
    public SqliteLockStatementProvider()
    {
        _statement = new RowLockStatement("SELECT * FROM {0} WHERE {1}", '"', '"', DefaultSchema: null);
    }

    /// <inheritdoc />
    public string GetRowLockStatement<T>(DbContext context)
        where T : class => _statement.For<T>(context, nameof(ISaga.CorrelationId));

    /// <inheritdoc />
    public string GetRowLockStatement<T>(DbContext context, params string[] propertyNames)
        where T : class => _statement.For<T>(context, propertyNames);

    /// <inheritdoc />
    public string GetOutboxStatement(DbContext context) =>
        throw new NotSupportedException("This stand-in for MassTransit.EntityFrameworkCore has no transactional outbox.");
}
