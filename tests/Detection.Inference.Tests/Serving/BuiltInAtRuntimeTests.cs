using Detection.Inference.Options;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>When the built-in model gives way, and when it does not come back.</summary>
public sealed class BuiltInAtRuntimeTests : IDisposable
{
    private static readonly BuiltInModel Auto = new(RuntimeFolder.Dynamic, InsteadOfNone: true, BesideOthers: false);
    private readonly RuntimeFolder _models = new();

    [Fact]
    public void Should_give_way_to_a_model_in_a_folder_that_was_not_there_at_the_start()
    {
        var folder = Path.Combine(_models.Folder.Path, "models");
        _models.Open(o => o with { ModelFolders = [folder], FoldersMayBeMissing = true, BuiltIn = Auto });
        Assert.True(_models.Current.Default.BuiltIn);
        _models.Settle();

        Directory.CreateDirectory(folder);
        File.Copy(RuntimeFolder.Fixed, Path.Combine(folder, "mine.onnx"));
        _models.Settle();

        Assert.Equal("mine", Assert.Single(_models.Current.Models).Name);
        Assert.Contains(_models.Log.Entries, entry => entry.Message == "The built-in model blocks is withdrawn: the folders now hold models.");
        Assert.Contains(_models.Log.Entries, entry => entry.Message == "The default model is now mine; it was blocks.");
        Assert.True(_models.Leaves(1));
    }

    [Fact]
    public void Should_go_on_where_the_file_that_appears_is_bad()
    {
        _models.Open(o => o with { BuiltIn = Auto });
        var bad = _models.Folder.Copy(RuntimeFolder.Bad);
        _models.Settle();

        Assert.True(Assert.Single(_models.Current.Models).BuiltIn);
        Assert.Equal(bad, Assert.Single(_models.Current.Rejected).File);
        Assert.Single(_models.Log.Warnings);

        File.Delete(bad);
        _models.Settle();
        Assert.Empty(_models.Current.Rejected);
        Assert.True(_models.Current.Default.BuiltIn);
        Assert.True(_models.Leaves(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_not_take_the_place_of_a_model_of_the_folders(bool always)
    {
        var file = _models.Folder.Copy(RuntimeFolder.Fixed, "mine.onnx");
        _models.Open(o => o with { BuiltIn = Auto with { BesideOthers = always } });

        File.Delete(file);
        _models.Settle();
        _models.Settle();

        Assert.Equal("mine", _models.Current.DefaultName);
        Assert.Equal(always ? ["blocks", "mine"] : ["mine"], _models.Names);
    }

    [Fact]
    public void Should_stay_beside_others_where_it_always_is()
    {
        _models.Open(o => o with { BuiltIn = Auto with { BesideOthers = true } });
        _models.Folder.Copy(RuntimeFolder.Fixed, "mine.onnx");
        _models.Settle();

        Assert.Equal(["blocks", "mine"], _models.Names);
        Assert.Equal("mine", _models.Current.DefaultName);
    }

    public void Dispose() => _models.Dispose();
}
