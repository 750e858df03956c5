using Detection.Inference;
using Detection.Testing;
using Detection.Worker.Models;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>What the settings make of the built-in model.</summary>
public sealed class InferenceSettingsTests
{
    [Theory]
    [InlineData(null, "auto", true, false)]
    [InlineData(" ", "AUTO", true, false)]
    [InlineData(null, "always", true, true)]
    [InlineData("/srv/models", "Always", false, true)]
    public void Should_offer_the_built_in_model(string? folders, string use, bool insteadOfNone, bool besideOthers) =>
        Assert.Equal(new BuiltInModel(TestModels.BlocksPath, insteadOfNone, besideOthers), BuiltIn(folders, use));

    [Theory]
    [InlineData("/srv/models", "auto")]
    [InlineData("/srv/models", "never")]
    [InlineData(null, "never")]
    public void Should_keep_the_built_in_model_out(string? folders, string use) => Assert.Null(BuiltIn(folders, use));

    [Fact]
    public void Should_know_no_built_in_model_where_the_file_is_not_there() =>
        Assert.Null(BuiltIn(null, "auto", Path.Combine(TestModels.Folder, "none.onnx")));

    [Fact]
    public void Should_expect_it_beside_the_program() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "builtin", "shapes.onnx"), new InferenceSettings().BuiltInFile);

    /// <summary>The page's copy is compared with the same file, where the page is tested.</summary>
    [Fact]
    public void Should_tell_the_command_that_the_models_readme_tells() => Assert.Contains(
        $"\n    {CocoModel.Command}\n", File.ReadAllText(Repository.Of("infra", "models", "README.md")), StringComparison.Ordinal);

    private static BuiltInModel? BuiltIn(string? folders, string use, string? file = null) =>
        new InferenceSettings { ModelFolders = folders, BuiltInModel = use, BuiltInFile = file ?? TestModels.BlocksPath }.ToOptions().BuiltIn;
}
