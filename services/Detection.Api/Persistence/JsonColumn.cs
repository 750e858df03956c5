using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Api.Persistence;

/// <summary>Values that are only ever written and read whole, as JSON text.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static PropertyBuilder<T?> AsJson<T>(this PropertyBuilder<T?> property)
        where T : class
    {
        // Contracts' records are immutable: another value is another instance, so comparing references is enough
        // and nothing needs a snapshot.
        var comparer = new ValueComparer<T?>(
            (left, right) => ReferenceEquals(left, right),
            value => value == null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
            value => value);
        return property.HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json),
            comparer);
    }
}
