using System.Globalization;
using System.Text;

namespace Detection.Inference.Models;

/// <summary>
/// Reads the Python literals in which Ultralytics writes metadata (<c>str(dict)</c>, <c>str(list)</c>): a dict of int
/// to str or a list of str, and a list of ints. JSON readers cannot: keys are bare numbers and quotes are single or double by content.
/// </summary>
/// <remarks>Grammar: https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals.</remarks>
internal ref struct PythonLiteral
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private PythonLiteral(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Reads <c>{0: 'person', 1: "driver's seat"}</c>, or <c>['person', "driver's seat"]</c>, which older exporters write.</summary>
    /// <exception cref="FormatException">It is none, or has a key twice; the message says where reading stopped.</exception>
    public static Dictionary<int, string> ReadNames(ReadOnlySpan<char> text)
    {
        var reader = new PythonLiteral(text);
        var names = new Dictionary<int, string>();
        if (reader.TryTake('['))
        {
            while (!reader.TryTake(']'))
            {
                names.Add(names.Count, reader.ReadString());
                if (!reader.TryTake(',') && !reader.Peek(']'))
                    throw reader.Unexpected("neither ',' nor ']'");
            }

            reader.ExpectEnd();
            return names;
        }

        reader.Expect('{');
        while (!reader.TryTake('}'))
        {
            var key = reader.ReadInteger();
            reader.Expect(':');
            if (!names.TryAdd(key, reader.ReadString()))
                throw reader.Unexpected($"the key {key} a second time");
            if (!reader.TryTake(',') && !reader.Peek('}'))
                throw reader.Unexpected("neither ',' nor '}'");
        }

        reader.ExpectEnd();
        return names;
    }

    /// <summary>Reads <c>[640, 480]</c>, or a bare number as a list of one.</summary>
    /// <exception cref="FormatException">It is neither; the message says where reading stopped.</exception>
    public static List<int> ReadIntegers(ReadOnlySpan<char> text)
    {
        var reader = new PythonLiteral(text);
        var values = new List<int>();
        if (!reader.TryTake('['))
        {
            values.Add(reader.ReadInteger());
        }
        else
        {
            while (!reader.TryTake(']'))
            {
                values.Add(reader.ReadInteger());
                if (!reader.TryTake(',') && !reader.Peek(']'))
                    throw reader.Unexpected("neither ',' nor ']'");
            }
        }

        reader.ExpectEnd();
        return values;
    }

    private int ReadInteger()
    {
        SkipSpace();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || (_at == start && _text[_at] == '-')))
            _at++;
        return int.TryParse(_text[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unexpected("no whole number");
    }

    private string ReadString()
    {
        SkipSpace();
        if (!Peek('\'') && !Peek('"'))
            throw Unexpected("no quoted text");
        var quote = _text[_at++];
        var value = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\\')
                ReadEscape(value);
            else
                value.Append(_text[_at++]);
        }

        Expect(quote);
        return value.ToString();
    }

    private void ReadEscape(StringBuilder value)
    {
        _at++;
        var kind = _at < _text.Length ? _text[_at++] : throw Unexpected("the end inside an escape");
        switch (kind)
        {
            case '\\' or '\'' or '"': value.Append(kind); break;
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case 'x': value.Append(ReadCodePoint(2)); break;
            case 'u': value.Append(ReadCodePoint(4)); break;
            case 'U': value.Append(ReadCodePoint(8)); break;
            default: throw Unexpected($"the escape \\{kind}");
        }
    }

    private Rune ReadCodePoint(int digits)
    {
        if (_at + digits > _text.Length
            || !int.TryParse(_text.Slice(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
        {
            throw Unexpected($"no code point of {digits} hexadecimal digits");
        }

        _at += digits;
        return new Rune(code);
    }

    private bool Peek(char expected) => _at < _text.Length && _text[_at] == expected;

    private bool TryTake(char expected)
    {
        SkipSpace();
        if (!Peek(expected))
            return false;
        _at++;
        SkipSpace();
        return true;
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
            throw Unexpected($"no '{expected}'");
    }

    private void ExpectEnd()
    {
        SkipSpace();
        if (_at < _text.Length)
            throw Unexpected("more text");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private readonly FormatException Unexpected(string found) => new($"found {found} at position {_at}");
}
