using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Models;

public class ModelMetadataTests
{
    private const string File = "/models/some.onnx";

    [Fact]
    public void Should_read_what_the_exporter_writes()
    {
        var metadata = ModelMetadata.Read(File, Exported());

        Assert.Equal("detect", metadata.Task);
        Assert.Equal(["cat", "dog"], metadata.Labels);
        Assert.Equal(32, metadata.Stride);
        Assert.Equal((480, 640), metadata.ImageSize);
    }

    [Fact]
    public void Should_take_a_file_that_names_no_task_for_a_detection_model() =>
        Assert.Equal("detect", ModelMetadata.Read(File, Exported(("task", null))).Task);

    [Theory]
    [InlineData("['cat', 'dog']")]
    [InlineData("[\"cat\",'dog',]")]
    public void Should_read_a_list_of_names(string names) =>
        Assert.Equal(["cat", "dog"], ModelMetadata.Read(File, Exported(("names", names))).Labels);

    [Theory]
    [InlineData("end2end", "True", true)]
    [InlineData("nms", "True", true)]
    [InlineData("nms", "False", false)]
    [InlineData("nms", null, false)]
    public void Should_say_whether_the_graph_selects_the_boxes(string key, string? value, bool selects) =>
        Assert.Equal(selects, ModelMetadata.Read(File, Exported((key, value))).SelectsBoxes);

    [Fact]
    public void Should_read_a_single_size_as_a_square() =>
        Assert.Equal((320, 320), ModelMetadata.Read(File, Exported(("imgsz", "320"))).ImageSize);

    [Theory]
    [InlineData("task", "segment", "'segment' model", "only 'detect'")]
    [InlineData("names", null, "no 'names'", "Export it again")]
    [InlineData("names", "{}", "names no class", "Export it again")]
    [InlineData("names", "{0: 'cat', 2: 'dog'}", "class 1 has no name", "Export it again")]
    [InlineData("names", "cat,dog", "at position 0", "cat,dog")]
    [InlineData("stride", null, "no 'stride'", "Export it again")]
    [InlineData("stride", "0", "1 to 256", "Export it again")]
    [InlineData("stride", "[8, 16, 32]", "one number", "Export it again")]
    [InlineData("imgsz", "[1, 2, 3]", "height and width", "Export it again")]
    [InlineData("imgsz", "large", "at position 0", "large")]
    public void Should_say_what_is_wrong_and_what_to_do(string key, string? value, string problem, string advice)
    {
        var e = Assert.Throws<ModelLoadException>(() => ModelMetadata.Read(File, Exported((key, value))));

        Assert.Equal(File, e.File);
        Assert.Contains(File, e.Message, StringComparison.Ordinal);
        Assert.Contains(problem, e.Reason, StringComparison.Ordinal);
        Assert.Contains(advice, e.Reason, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Exported(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var properties = new Dictionary<string, string>
        {
            ["task"] = "detect",
            ["names"] = "{0: 'cat', 1: 'dog'}",
            ["stride"] = "32",
            ["imgsz"] = "[480, 640]",
        };
        foreach (var (key, value) in changes)
        {
            properties.Remove(key);
            if (value is not null)
                properties.Add(key, value);
        }

        return properties;
    }
}
