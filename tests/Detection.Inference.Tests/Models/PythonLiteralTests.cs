using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Models;

public class PythonLiteralTests
{
    [Theory]
    [InlineData("{0: 'person', 1: 'bicycle'}", "person", "bicycle")]
    [InlineData("{}")]
    [InlineData(" { 0 : 'a' , 1:'b', } ", "a", "b")]
    [InlineData("""{0: "driver's seat", 1: 'a "b"', 2: 'it\'s "c"'}""", "driver's seat", "a \"b\"", "it's \"c\"")]
    [InlineData("""{0: 'a\\b', 1: 'tab\there', 2: 'größe'}""", @"a\b", "tab\there", "größe")]
    [InlineData("""{0: 'caf\xe9', 1: '\u4eba', 2: '\U0001f6b2'}""", "café", "人", "🚲")]
    [InlineData("{0: 'a: {b}, c', 1: ' spaced '}", "a: {b}, c", " spaced ")]
    [InlineData("{0: ''}", "")]
    public void Should_read_names_as_Python_writes_them(string text, params string[] expected)
    {
        var names = PythonLiteral.ReadNames(text);

        Assert.Equal(expected, Enumerable.Range(0, names.Count).Select(id => names[id]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{0: 'a'")]
    [InlineData("{0: 'a'} x")]
    [InlineData("{0: 'a' 1: 'b'}")]
    [InlineData("{0: 'a', 0: 'b'}")]
    [InlineData("{0: a}")]
    [InlineData("{zero: 'a'}")]
    [InlineData("{0: 'a}")]
    [InlineData("{0: 'a\\")]
    [InlineData("{0: '\\q'}")]
    [InlineData("{0: '\\xg0'}")]
    [InlineData("{0: '\\ud800'}")]
    [InlineData("{99999999999: 'a'}")]
    [InlineData("['a', 'b'")]
    [InlineData("['a' 'b']")]
    [InlineData("[1, 2]")]
    public void Should_refuse_what_is_no_dict_of_names(string text)
    {
        var e = Assert.Throws<FormatException>(() => PythonLiteral.ReadNames(text));

        Assert.Contains("at position", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[640, 480]", 640, 480)]
    [InlineData("[640]", 640)]
    [InlineData("32", 32)]
    [InlineData("-1", -1)]
    [InlineData("[]")]
    public void Should_read_integers(string text, params int[] expected) =>
        Assert.Equal(expected, PythonLiteral.ReadIntegers(text));

    [Theory]
    [InlineData("")]
    [InlineData("[640 480]")]
    [InlineData("[640,")]
    [InlineData("640.5")]
    [InlineData("(640, 640)")]
    public void Should_refuse_what_is_no_integers(string text) =>
        Assert.Throws<FormatException>(() => PythonLiteral.ReadIntegers(text));
}
