using System.Text;

namespace Detection.Api.Checks;

/// <summary>Names of classes in one text: separated by commas; a name that has a comma is put in double quotes, as in CSV.</summary>
internal static class ClassList
{
    /// <summary>The names, without outer spaces; empty ones are left out. Null: a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var names = new List<string>();
        var position = 0;
        while (position <= text.Length)
        {
            if (NameAt(text, ref position) is not { } name)
                return null;
            if (name.Length > 0)
                names.Add(name);
        }

        return names;
    }

    private static string? NameAt(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        var quoted = position < text.Length && text[position] == '"' ? QuotedAt(text, ref position) : "";
        if (quoted is null)
            return null;
        var comma = text.IndexOf(',', position);
        var rest = comma < 0 ? text[position..] : text[position..comma];
        position = (comma < 0 ? text.Length : comma) + 1;
        return (quoted + rest).Trim();
    }

    // Two quotes are one of the name's own.
    private static string? QuotedAt(string text, ref int position)
    {
        var name = new StringBuilder();
        while (++position < text.Length)
        {
            if (text[position] != '"')
            {
                name.Append(text[position]);
                continue;
            }

            position++;
            if (position == text.Length || text[position] != '"')
                return name.ToString();
            name.Append('"');
        }

        return null;
    }
}
