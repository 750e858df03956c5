using Detection.Inference.Execution;
using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Execution;

public class InputProfileTests
{
    [Fact]
    public void Should_hold_every_input_from_one_cell_to_a_full_batch() => Assert.Equal(
        new InputProfile("images:1x3x32x32", "images:16x3x480x640", "images:16x3x480x640"),
        InputProfile.Of(new ModelInterface(DynamicBatch: true, DynamicSize: true, Height: 480, Width: 640), stride: 32, largestBatch: 16));

    [Fact]
    public void Should_keep_a_fixed_size() => Assert.Equal(
        new InputProfile("images:1x3x640x640", "images:8x3x640x640", "images:8x3x640x640"),
        InputProfile.Of(new ModelInterface(DynamicBatch: true, DynamicSize: false, Height: 640, Width: 640), stride: 32, largestBatch: 8));

    [Fact]
    public void Should_keep_a_fixed_batch() => Assert.Equal(
        new InputProfile("images:1x3x64x64", "images:1x3x640x640", "images:1x3x640x640"),
        InputProfile.Of(new ModelInterface(DynamicBatch: false, DynamicSize: true, Height: 640, Width: 640), stride: 64, largestBatch: 8));

    [Fact]
    public void Should_be_none_where_the_model_has_one_shape() =>
        Assert.Null(InputProfile.Of(new ModelInterface(DynamicBatch: false, DynamicSize: false, Height: 640, Width: 640), stride: 32, largestBatch: 8));
}
