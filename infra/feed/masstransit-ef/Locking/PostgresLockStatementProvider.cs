using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Locks rows with PostgreSQL's FOR UPDATE.</summary>
public sealed class PostgresLockStatementProvider : ILockStatementProvider
{
    private readonly RowLockStatement _statement;

    /// <summary>Creates the provider.</summary>
    /// <param name="schemaName">The schema of tables for which the model names none.</param>
    public PostgresLockStatementProvider(string schemaName = "public")
    {
        ArgumentException.ThrowIfNullOrEmpty(schemaName);
        // xmin, the system column that IsRowVersion() maps a uint to, is not part of the star.
        _statement = new RowLockStatement("SELECT *, xmin FROM {0} WHERE {1} FOR UPDATE", '"', '"', schemaName);
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
