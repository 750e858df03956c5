using System.Globalization;
using System.Text;

namespace Detection.Api.Checks;

/// <summary>Text that a caller sent.</summary>
internal static class InputText
{
    private const int Longest = 40;

    /// <summary>The text as an error may repeat it: short, with control characters as escapes, so that it is safe in a log.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (IsUnsafe(c))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                shown.Append(c);
        }

        return text.Length <= Longest ? shown.ToString() : shown.Append('…').ToString();
    }

    /// <summary>Says which control character a text has; null where it has none.</summary>
    public static string? ControlCharacterIn(string text) =>
        text.Where(IsUnsafe).Select(c => $"U+{(int)c:X4}").FirstOrDefault();

    // The two separators end a line in some logs.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
