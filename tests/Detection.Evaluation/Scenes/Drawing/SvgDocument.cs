using System.Globalization;
using System.Text;

namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>An SVG under construction: definitions, and elements from back to front.</summary>
internal sealed class SvgDocument(int width, int height)
{
    private readonly StringBuilder _definitions = new();
    private readonly StringBuilder _elements = new();
    private int _ids;

    public int Width => width;

    public int Height => height;

    /// <summary>Attributes of the group that holds everything: a filter or nothing.</summary>
    public string GroupAttributes { get; set; } = "";

    /// <summary>Adds a definition and returns a reference to it, <c>url(#…)</c>.</summary>
    /// <param name="make">Given the id, its markup.</param>
    public string Define(Func<string, FormattableString> make)
    {
        var id = $"d{_ids++}";
        _definitions.Append(make(id).ToString(CultureInfo.InvariantCulture));
        return $"url(#{id})";
    }

    /// <summary>Adds an element in front of the others.</summary>
    public void Add(FormattableString markup) => _elements.Append(markup.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>Covers the picture.</summary>
    /// <param name="attributes">Of the rectangle: fill, filter, opacity.</param>
    public void Cover(FormattableString attributes) =>
        Add($"""<rect width="{width}" height="{height}" {attributes.ToString(CultureInfo.InvariantCulture)}/>""");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><defs>{_definitions}</defs><g {GroupAttributes}>{_elements}</g></svg>""");
}
