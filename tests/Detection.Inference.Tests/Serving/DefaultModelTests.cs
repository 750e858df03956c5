using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

public class DefaultModelTests
{
    private static readonly InferenceOptions Options = new() { ModelFolders = ["/a", "/b"] };
    private static readonly RejectedModel Bad = new("bad", "/a/bad.onnx", "it is a 'pose' model.");

    [Fact]
    public void Should_be_the_one_that_the_options_name() =>
        Assert.Equal("b", Choose(Options with { DefaultModel = "b" }, Model("a"), Model("b"), Model("yolov8n")));

    [Fact]
    public void Should_be_yolov8n_where_it_is_there() =>
        Assert.Equal("yolov8n", Choose(Options, Model("a"), Model("yolov8n", dynamic: false)));

    [Fact]
    public void Should_be_the_first_of_dynamic_size_otherwise() =>
        Assert.Equal("b", Choose(Options, Model("c"), Model("a", dynamic: false), Model("b")));

    [Fact]
    public void Should_be_the_first_where_none_is_dynamic() =>
        Assert.Equal("a", Choose(Options, Model("c", dynamic: false), Model("a", dynamic: false)));

    [Fact]
    public void Should_not_fall_back_where_the_one_named_was_rejected()
    {
        var e = Assert.Throws<ModelLoadException>(
            () => DefaultModel.Choose(Options with { DefaultModel = "bad" }, [Model("a")], [Bad]));

        Assert.Equal(Bad.File, e.File);
        Assert.Contains(Bad.Reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_fall_back_where_the_one_named_is_missing()
    {
        var e = Assert.Throws<ModelLoadException>(
            () => DefaultModel.Choose(Options with { DefaultModel = "typo" }, [Model("a")], [Bad]));

        Assert.All(["'typo'", "/a", "/b", "Usable: a", Bad.File], part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_list_the_search_and_every_rejection_where_there_is_none()
    {
        var e = Assert.Throws<ModelLoadException>(() => DefaultModel.Choose(Options, [], [Bad]));

        Assert.All(["/a", "/b", Bad.File, Bad.Reason, "infra/models/README.md"],
            part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    private static string Choose(InferenceOptions options, params ModelInfo[] models) =>
        DefaultModel.Choose(options, models, []).Name;

    private static ModelInfo Model(string name, bool dynamic = true) => FakeModels.Named(name, dynamic);
}
