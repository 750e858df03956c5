using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Writes a dialect's row lock for the table and columns that a model names.</summary>
/// <param name="Select">The statement; {0} is the table, {1} the condition.</param>
/// <param name="OpeningQuote">What opens a quoted identifier.</param>
/// <param name="ClosingQuote">What closes one; doubled within it.</param>
/// <param name="DefaultSchema">The schema of tables for which the model names none; null leaves them bare.</param>
internal sealed record RowLockStatement(string Select, char OpeningQuote, char ClosingQuote, string? DefaultSchema)
{
    /// <exception cref="InvalidOperationException">The entity, its table or one of the properties is not in the model.</exception>
    public string For<T>(DbContext context, params string[] propertyNames)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfZero(propertyNames.Length);
        var entity = context.Model.FindEntityType(typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not an entity of {context.GetType().Name}.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)
            ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped to a table by {context.GetType().Name}.");

        var schema = table.Schema ?? DefaultSchema;
        var tableName = schema is null ? Quote(table.Name) : $"{Quote(schema)}.{Quote(table.Name)}";
        // FromSqlRaw's own placeholders: EF Core names the parameters.
        var condition = string.Join(" AND ", propertyNames.Select((name, index) => $"{Quote(Column(entity, name, table))} = {{{index}}}"));
        return string.Format(null, Select, tableName, condition);
    }

    private static string Column(IEntityType entity, string propertyName, StoreObjectIdentifier table) =>
        entity.FindProperty(propertyName)?.GetColumnName(table)
        ?? throw new InvalidOperationException($"{entity.DisplayName()}.{propertyName} is not mapped to a column of {table.DisplayName()}.");

    /// <summary>Quotes an identifier, its braces doubled because FromSqlRaw formats the statement.</summary>
    private string Quote(string identifier)
    {
        var escaped = identifier.Replace($"{ClosingQuote}", $"{ClosingQuote}{ClosingQuote}", StringComparison.Ordinal)
            .Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal);
        return $"{OpeningQuote}{escaped}{ClosingQuote}";
    }
}
