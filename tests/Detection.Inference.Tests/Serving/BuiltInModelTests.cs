using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>When the model that comes with the program is offered, and when it is the default.</summary>
public sealed class BuiltInModelTests : IDisposable
{
    private static readonly BuiltInModel Auto = new(TestModels.BlocksPath, InsteadOfNone: true, BesideOthers: false);
    private static readonly BuiltInModel Always = Auto with { BesideOthers = true };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Should_run_where_there_is_no_folder()
    {
        using var registry = Load(o => o with { ModelFolders = [], BuiltIn = Auto });

        Assert.Equal((TestModels.BlocksPath, true), (registry.Current.Default.File, registry.Current.Default.BuiltIn));
        Assert.Single(registry.Current.Models);
    }

    [Fact]
    public void Should_run_where_the_folders_hold_no_model_file()
    {
        _folder.Write("readme.md", []);

        using var registry = Load(o => o with { BuiltIn = Auto });

        Assert.True(registry.Current.Default.BuiltIn);
    }

    [Fact]
    public void Should_not_be_loaded_where_there_is_another()
    {
        _folder.Copy(TestModels.FixedBlocksPath);

        using var registry = Load(o => o with { BuiltIn = Auto });

        Assert.False(Assert.Single(registry.Current.Models).BuiltIn);
    }

    [Fact]
    public void Should_be_offered_beside_others_but_not_as_the_default()
    {
        // By the usual order it would be: it has open size, and the other has not.
        _folder.Copy(TestModels.FixedBlocksPath);

        using var registry = Load(o => o with { BuiltIn = Always });

        Assert.Equal([("blocks", true), ("blocks-fixed", false)], registry.Current.Models.Select(m => (m.Name, m.BuiltIn)));
        Assert.Equal("blocks-fixed", registry.Current.Default.Name);
    }

    [Fact]
    public void Should_be_the_default_beside_others_where_it_is_named()
    {
        _folder.Copy(TestModels.FixedBlocksPath);

        using var registry = Load(o => o with { BuiltIn = Always, DefaultModel = "blocks" });

        Assert.True(registry.Current.Default.BuiltIn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_not_stand_in_for_a_file_that_is_bad(bool always)
    {
        var pose = _folder.Copy(Path.Combine(TestModels.RefusedFolder, "pose.onnx"));

        var e = Assert.Throws<ModelLoadException>(() => Load(o => o with { BuiltIn = always ? Always : Auto }));

        Assert.StartsWith("There is no usable model", e.Message, StringComparison.Ordinal);
        Assert.Contains(pose, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_stand_in_for_a_folder_that_was_to_hold_one()
    {
        var e = Assert.Throws<ModelLoadException>(() => Load(o => o with { BuiltIn = Always with { InsteadOfNone = false } }));

        Assert.Contains("no usable model but the built-in one", e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_give_its_name_to_a_model_of_the_folders()
    {
        var own = _folder.Copy(TestModels.FixedBlocksPath, "blocks.onnx");

        using var registry = Load(o => o with { BuiltIn = Always });

        Assert.Equal((own, false), (registry.Current.Default.File, registry.Current.Default.BuiltIn));
        Assert.Equal(TestModels.BlocksPath, Assert.Single(registry.Current.Rejected).File);
    }

    [Fact]
    public void Should_refuse_to_start_where_it_is_broken_itself()
    {
        var broken = _folder.Write("broken.bin", [1, 2, 3]);

        var e = Assert.Throws<ModelLoadException>(() => Load(o => o with { BuiltIn = Auto with { File = broken } }));

        Assert.Contains(broken, e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ModelRegistry Load(Func<InferenceOptions, InferenceOptions> change) => Registries.Load(_folder.Path, change);
}
