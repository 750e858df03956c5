using System.Globalization;
using System.Text;

namespace Detection.Api.Checks;

/// <summary>Text that a caller sent.</summary>
internal static class InputText
{
    private const int Longest = 40;

    /// <summary>The text as an error may repeat it: short, and safe in a log.</summary>
    public static string Shown(string text) => text.Length <= Longest ? Safe(text) : $"{Safe(text[..Longest])}…";

    /// <summary>The text with control characters as escapes.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsUnsafe(c))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>Says which control character a text has; null where it has none.</summary>
    public static string? ControlCharacterIn(string text) =>
        text.Where(IsUnsafe).Select(c => $"U+{(int)c:X4}").FirstOrDefault();

    // The two separators end a line in some logs.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
