using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Locks rows with SQL Server's hints. The default of a repository that names no other.</summary>
public sealed class SqlServerLockStatementProvider : ILockStatementProvider
{
    private readonly RowLockStatement _statement;

    /// <summary>Creates the provider.</summary>
    /// <param name="schemaName">The schema of tables for which the model names none.</param>
    public SqlServerLockStatementProvider(string schemaName = "dbo")
    {
        ArgumentException.ThrowIfNullOrEmpty(schemaName);
        _statement = new RowLockStatement("SELECT * FROM {0} WITH (UPDLOCK, ROWLOCK) WHERE {1}", '[', ']', schemaName);
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
