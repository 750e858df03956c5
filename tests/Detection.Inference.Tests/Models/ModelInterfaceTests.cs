using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Models;

public class ModelInterfaceTests
{
    private static readonly ModelMetadata Metadata = new("detect", ["cat", "dog"], 32, (480, 640));

    [Fact]
    public void Should_take_the_largest_size_of_a_dynamic_model_from_its_metadata() =>
        Assert.Equal(new ModelInterface(true, true, 480, 640), Check("float", [-1, 3, -1, -1], "float", [-1, 6, -1]));

    [Fact]
    public void Should_take_the_size_of_a_fixed_model_from_its_input() =>
        Assert.Equal(new ModelInterface(false, false, 320, 256), Check("float", [1, 3, 320, 256], "float", [1, 6, 1680]));

    [Fact]
    public void Should_leave_open_rows_to_the_self_test() =>
        Assert.True(Check("float", [-1, 3, -1, -1], "float", [-1, -1, -1]).DynamicBatch);

    [Theory]
    [InlineData(new[] { 1, 300, 6 }, false, true)]
    [InlineData(new[] { -1, -1, 6 }, false, true)]
    [InlineData(new[] { -1, -1, -1 }, true, true)]
    [InlineData(new[] { -1, -1, -1 }, false, false)]
    [InlineData(new[] { 1, 6, 6 }, false, true)] // 6 anchors do not fit the input
    [InlineData(new[] { 1, 6, 8400 }, true, false)]
    public void Should_tell_a_list_of_boxes_from_anchors(int[] output, bool selects, bool list) => Assert.Equal(
        list ? OutputKind.List : OutputKind.Boxes,
        Check("float", [1, 3, 640, 640], "float", output, Metadata with { SelectsBoxes = selects }).Output);

    [Theory]
    [InlineData("float", new[] { 1, 1, 640, 640 }, "It takes 1 channel; 3 are needed")]
    [InlineData("float", new[] { 1, 4, 640, 640 }, "It takes 4 channels; 3 are needed")]
    [InlineData("float", new[] { 16, 3, 640, 640 }, "It takes 16 pictures at once")]
    [InlineData("float16", new[] { 1, 3, 640, 640 }, "without half=True")]
    public void Should_advise_what_fits(string type, int[] shape, string advice)
    {
        var e = Assert.Throws<ModelLoadException>(() => Check(type, shape, "float", [1, 6, 8400]));

        Assert.Contains(advice, e.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float16", new[] { -1, 3, -1, -1 }, "float16 'images' [?, 3, ?, ?]")]
    [InlineData("uint8", new[] { -1, 3, -1, -1 }, "uint8 'images'")]
    [InlineData("float", new[] { 3, 640, 640 }, "[3, 640, 640]")]
    [InlineData("float", new[] { 1, 640, 640, 3 }, "[1, 640, 640, 3]")]
    [InlineData("float", new[] { 16, 3, 640, 640 }, "[16, 3, 640, 640]")]
    [InlineData("float", new[] { 1, 3, 640, -1 }, "[1, 3, 640, ?]")]
    [InlineData("float", new[] { 1, 3, 650, 640 }, "640x650")]
    [InlineData("float", new[] { 1, 3, 8192, 8192 }, "8192x8192")]
    [InlineData("float", new[] { 1, 3, 0, 640 }, "[1, 3, 0, 640]")]
    public void Should_refuse_an_odd_input(string type, int[] shape, string shown)
    {
        var e = Assert.Throws<ModelLoadException>(() => Check(type, shape, "float", [1, 6, 8400]));

        Assert.Contains(shown, e.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float", new[] { 1, 84, 8400 }, "80 classes by its output and 2 by its 'names'")]
    [InlineData("float", new[] { 1, 38, 8400 }, "segmentation")]
    [InlineData("float", new[] { 1, 25200, 7 }, "objectness")]
    [InlineData("float", new[] { 1, 8400, 6, 1 }, "[1, 8400, 6, 1]")]
    [InlineData("float16", new[] { 1, 6, 8400 }, "without half=True")]
    [InlineData("float", new[] { 1, 6, 80, 80 }, "[1, 6, 80, 80]")]
    [InlineData("int64", new[] { 1, 6, 8400 }, "Its values are int64 and must be float")]
    public void Should_refuse_an_odd_output(string type, int[] shape, string shown)
    {
        var e = Assert.Throws<ModelLoadException>(() => Check("float", [1, 3, 640, 640], type, shape));

        Assert.Contains(shown, e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_two_inputs()
    {
        TensorSpec[] inputs = [new("images", "float", [1, 3, 640, 640]), new("sizes", "int64", [1, 2])];

        var e = Assert.Throws<ModelLoadException>(
            () => ModelInterface.Check("x.onnx", inputs, [new("output0", "float", [1, 6, 8400])], Metadata));

        Assert.Contains("int64 'sizes' [1, 2]", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_an_output_of_another_name()
    {
        var e = Assert.Throws<ModelLoadException>(() => ModelInterface.Check(
            "x.onnx", [new("images", "float", [1, 3, 640, 640])], [new("boxes", "float", [1, 6, 8400])], Metadata));

        Assert.Contains("'boxes'", e.Reason, StringComparison.Ordinal);
    }

    private static ModelInterface Check(string inputType, int[] input, string outputType, int[] output, ModelMetadata? metadata = null) =>
        ModelInterface.Check("x.onnx", [new("images", inputType, input)], [new("output0", outputType, output)], metadata ?? Metadata);
}
