namespace Detection.Imaging.Tests;

public sealed class LabelTextTests
{
    [Theory]
    [InlineData("traffic light", "traffic light")]
    [InlineData("Führerhaus", "Fuehrerhaus")]
    [InlineData("Straße", "Strasse")]
    [InlineData("crème brûlée", "creme brulee")]
    [InlineData("e\u0301tude", "etude")] // a combining accent
    [InlineData("Łódź – “Œuvre”", "Lodz - \"OEuvre\"")]
    [InlineData("猫", "?")]
    [InlineData("🚲 bike", "? bike")] // a surrogate pair is one character
    [InlineData("a\tb\0c", "a?b?c")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Should_write_ASCII_as_close_as_it_gets(string? label, string expected) =>
        Assert.Equal(expected, LabelText.ToAscii(label));

    [Theory]
    [InlineData("翘头剪", "class 7")]
    [InlineData("человек", "class 7")]
    [InlineData("🚲", "class 7")]
    [InlineData("🚲 bike", "? bike")]
    [InlineData("猫 2", "? 2")]
    [InlineData("Straße", "Strasse")]
    [InlineData("", "")]
    public void Should_name_a_class_by_its_number_where_its_label_cannot_be_written(string label, string expected) =>
        Assert.Equal(expected, LabelText.Of(label, 7));

    [Fact]
    public void Should_survive_half_of_a_surrogate_pair() => Assert.Equal("a?b", LabelText.ToAscii("a\uD800b"));

    [Fact]
    public void Should_cut_labels_that_never_end() => Assert.Equal(48, LabelText.ToAscii(new string('ß', 1_000_000)).Length);

    [Theory]
    [InlineData(0.865f, "86%")]
    [InlineData(1f, "100%")]
    [InlineData(7f, "100%")]
    [InlineData(-1f, "0%")]
    [InlineData(float.NaN, "")]
    public void Should_show_whole_percents(float confidence, string expected) => Assert.Equal(expected, LabelText.Percent(confidence));
}
