using Xunit;

namespace Detection.Inference.Tests;

public class InferenceOptionsTests
{
    [Fact]
    public void Should_be_valid_with_a_folder() =>
        Assert.Empty(new InferenceOptions { ModelFolders = ["models"] }.Validate());

    [Fact]
    public void Should_need_no_folder_where_the_built_in_model_stands_in()
    {
        var builtIn = new BuiltInModel("/builtin/shapes.onnx", InsteadOfNone: true, BesideOthers: false);

        Assert.Empty(new InferenceOptions { BuiltIn = builtIn }.Validate());
        Assert.Single(new InferenceOptions { BuiltIn = builtIn with { InsteadOfNone = false } }.Validate());
    }

    [Fact]
    public void Should_report_every_problem_with_its_property()
    {
        var problems = new InferenceOptions { ModelFolders = [""], Provider = "gpu", Sessions = -1 }.Validate();

        Assert.Equal(["ModelFolders", "Provider", "Sessions"], problems.Select(p => p.Split(' ')[0]));
    }
}
