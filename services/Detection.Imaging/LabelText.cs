using System.Globalization;
using System.Text;

namespace Detection.Imaging;

/// <summary>What is written on a plate. OpenCV's fonts hold ASCII only.</summary>
internal static class LabelText
{
    private const int MaxLength = 48;

    private static readonly string[] Percents = [.. Enumerable.Range(0, 101).Select(share => string.Create(CultureInfo.InvariantCulture, $"{share}%"))];

    // Pairs of letters and their plain form: Latin-1 and Latin Extended-A, and typographers' punctuation.
    // string.Normalize is no help: with invariant globalization it returns its input.
    private static readonly Dictionary<char, string> Plain = Build(
        ("ÀÁÂÃÅĀĂĄ", "A"), ("àáâãåāăą", "a"), ("Ä", "Ae"), ("ä", "ae"), ("Æ", "AE"), ("æ", "ae"),
        ("ÇĆĈĊČ", "C"), ("çćĉċč", "c"), ("ÐĎĐ", "D"), ("ðďđ", "d"),
        ("ÈÉÊËĒĔĖĘĚ", "E"), ("èéêëēĕėęě", "e"), ("ĜĞĠĢ", "G"), ("ĝğġģ", "g"), ("ĤĦ", "H"), ("ĥħ", "h"),
        ("ÌÍÎÏĨĪĬĮİ", "I"), ("ìíîïĩīĭįı", "i"), ("Ĵ", "J"), ("ĵ", "j"), ("Ķ", "K"), ("ķ", "k"),
        ("ĹĻĽĿŁ", "L"), ("ĺļľŀł", "l"), ("ÑŃŅŇ", "N"), ("ñńņňŉ", "n"),
        ("ÒÓÔÕØŌŎŐ", "O"), ("òóôõøōŏő", "o"), ("Ö", "Oe"), ("ö", "oe"), ("Œ", "OE"), ("œ", "oe"),
        ("ŔŖŘ", "R"), ("ŕŗř", "r"), ("ŚŜŞŠȘ", "S"), ("śŝşšș", "s"), ("ß", "ss"),
        ("ŢŤŦȚ", "T"), ("ţťŧț", "t"), ("Þ", "Th"), ("þ", "th"), ("ÙÚÛŨŪŬŮŰŲ", "U"), ("ùúûũūŭůűų", "u"),
        ("Ü", "Ue"), ("ü", "ue"), ("Ŵ", "W"), ("ŵ", "w"), ("ÝŶŸ", "Y"), ("ýÿŷ", "y"), ("ŹŻŽ", "Z"), ("źżž", "z"),
        ("‘’‚′", "'"), ("“”„″", "\""), ("‐‑‒–—−", "-"), ("…", "..."), ("\u00A0\u2009\u202F", " "), ("×", "x"));

    /// <summary>What stands for a class: its label, or its number where not a letter of that can be written.</summary>
    public static string Of(string? label, int classId)
    {
        var ascii = ToAscii(label);
        return ascii.Contains('?', StringComparison.Ordinal) && !ascii.Any(char.IsAsciiLetterOrDigit)
            ? string.Create(CultureInfo.InvariantCulture, $"class {classId}")
            : ascii;
    }

    /// <summary>Printable ASCII as close to the label as it gets, at most 48 characters; what has no plain form becomes a question mark.</summary>
    public static string ToAscii(string? label)
    {
        label ??= "";
        if (label.Length <= MaxLength && !label.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return label;

        var ascii = new StringBuilder(MaxLength);
        foreach (var rune in label.EnumerateRunes())
        {
            if (rune.Value is >= ' ' and <= '~')
                ascii.Append((char)rune.Value);
            else if (rune.IsBmp && Plain.TryGetValue((char)rune.Value, out var plain))
                ascii.Append(plain);
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
                ascii.Append('?');
            if (ascii.Length >= MaxLength)
                return ascii.ToString(0, MaxLength);
        }

        return ascii.ToString();
    }

    /// <summary>The confidence in whole percent; empty where it is not a number.</summary>
    public static string Percent(float confidence) => float.IsFinite(confidence)
        ? Percents[(int)Math.Round(Math.Clamp(confidence, 0f, 1f) * 100)]
        : "";

    private static Dictionary<char, string> Build(params ReadOnlySpan<(string Letters, string Plain)> groups)
    {
        var map = new Dictionary<char, string>();
        foreach (var (letters, plain) in groups)
        {
            foreach (var letter in letters)
                map.Add(letter, plain);
        }

        return map;
    }
}
