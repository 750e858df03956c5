using System.Globalization;
using System.Text.RegularExpressions;

namespace Detection.Api.Ingress;

/// <summary>Values in the notations that are in use; null where a text is none.</summary>
internal static partial class PlainValues
{
    private const string UuidUrn = "urn:uuid:";
    private const string DataUrl = "data:";
    private const string Base64Mark = ";base64";

    // 1973 in milliseconds, the year 5138 in seconds.
    private const double FirstMillisecond = 1e11;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF K", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyyMMdd'T'HHmmssK", "r",
    ];

    /// <summary>A UUID, with or without hyphens, braces or "urn:uuid:".</summary>
    public static Guid? Id(string text) =>
        Guid.TryParse(text.StartsWith(UuidUrn, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(UuidUrn.Length) : text, out var id) ? id : null;

    /// <summary>A time of ISO 8601 or of an HTTP header, UTC unless it says otherwise; or seconds or milliseconds since 1970.</summary>
    public static DateTimeOffset? Time(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var since))
            return Unix(Math.Abs(since) < FirstMillisecond ? since * 1000 : since);
        // What is finer than .NET's tick is cut off.
        return DateTimeOffset.TryParseExact(
            FineFraction().Replace(text, "$1"), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
    }

    /// <summary>Base64 in either alphabet, padded or not, broken into lines or not, alone or in a data URL.</summary>
    public static byte[]? Bytes(string? text)
    {
        if (text is null)
            return null;
        var start = 0;
        if (text.StartsWith(DataUrl, StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !text.AsSpan(0, comma).TrimEnd().EndsWith(Base64Mark, StringComparison.OrdinalIgnoreCase))
                return null;
            start = comma + 1;
        }

        var digits = new char[text.Length - start + 3];
        var length = 0;
        foreach (var c in text.AsSpan(start).TrimEnd().TrimEnd('='))
        {
            if (!char.IsWhiteSpace(c))
                digits[length++] = c switch { '-' => '+', '_' => '/', _ => c };
        }

        while (length % 4 != 0)
            digits[length++] = '=';
        var bytes = new byte[length / 4 * 3];
        return Convert.TryFromBase64Chars(digits.AsSpan(0, length), bytes, out var written) ? bytes[..written] : null;
    }

    private static DateTimeOffset? Unix(double milliseconds) =>
        milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds) : null;

    [GeneratedRegex(@"(\.\d{7})\d+")]
    private static partial Regex FineFraction();
}
