using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Detection.Api.Persistence;

/// <summary>
/// Text that strangers chose, made to fit a column: without NUL, which PostgreSQL cannot store, and cut to a length.
/// A detection whose reference is too long is still a detection; its row must not be refused.
/// </summary>
/// <param name="maxLength">Characters (UTF-16 code units) that the column takes.</param>
internal sealed class ForeignTextConverter(int maxLength = int.MaxValue) : ValueConverter<string, string>(
    text => Fit(text, maxLength),
    text => text)
{
    private static string Fit(string text, int maxLength)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        if (clean.Length <= maxLength)
            return clean;
        var end = char.IsHighSurrogate(clean[maxLength - 1]) ? maxLength - 1 : maxLength;
        return clean[..end];
    }
}
