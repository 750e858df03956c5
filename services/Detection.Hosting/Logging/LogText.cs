using System.Buffers;
using System.Globalization;
using System.Text;

namespace Detection.Hosting.Logging;

/// <summary>Makes text safe for a log that people read on a terminal.</summary>
internal static class LogText
{
    // C0, DEL, C1, and what ends or turns a line in Unicode: line and paragraph separators and the bidirectional controls.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(code => (char)code),
        '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069',
    ]);

    /// <summary>Writes control characters as \n, \r, \t or \uXXXX; other text stays the same object.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepLines">Whether line feeds stay, as in a stack trace.</param>
    public static string Escape(string text, bool keepLines = false)
    {
        if (!text.AsSpan().ContainsAny(Controls))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (!Controls.Contains(c) || (keepLines && c == '\n'))
                escaped.Append(c);
            else
                escaped.Append(Escape(c));
        }

        return escaped.ToString();
    }

    private static string Escape(char control) => control switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}"),
    };
}
