using System.Globalization;
using System.Text.Json;

namespace Detection.Api.Checks;

/// <summary>JSON values of which only the text counts, and words for those of another kind.</summary>
internal static class JsonText
{
    /// <summary>A text, number or truth value as text; empty for null. Null: it is a list or an object, or no valid Unicode.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Unescaped(value.GetString),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    };

    /// <summary>A whole number without its decimals, as some languages write them (5.0); null: it is none.</summary>
    public static string? Whole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number)
            ? decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture)
            : null;

    /// <summary>A property's name; a replacement character where it is no valid Unicode.</summary>
    public static string Name(JsonProperty property) => Unescaped(() => property.Name) ?? "\ufffd";

    /// <summary>What kind of JSON value it is, with its article.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Scalar(value) is null ? "a text that is no Unicode" : "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    // An escape may be half a character, which .NET refuses to read.
    private static string? Unescaped(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
