using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Files that go while their models are in use.</summary>
public sealed class RemovedModelTests : IDisposable
{
    private readonly RuntimeFolder _models = new();

    [Fact]
    public async Task Should_be_withdrawn_once_a_second_look_misses_them()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "kept.onnx");
        var file = _models.Folder.Copy(RuntimeFolder.Fixed, "gone.onnx");
        _models.Open();
        using var image = Block.Draw(64, 64);
        var lease = _models.Registry.Rent("gone");

        File.Delete(file);
        _models.Look();
        Assert.Equal(["gone", "kept"], _models.Names);
        _models.Look();

        Assert.False(_models.Registry.TryRent("gone", out _));
        Assert.Equal(["kept"], _models.Names);
        Assert.Contains(_models.Log.Entries, entry => entry.Message == $"Model gone is withdrawn: {file} is gone.");
        await lease.Detector.DetectAsync(image, new DetectParameters(), default);
        lease.Dispose();
        Assert.True(_models.Leaves(1));
    }

    [Fact]
    public void Should_stay_while_they_are_missing_for_one_look()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "kept.onnx");
        var file = _models.Folder.Copy(RuntimeFolder.Fixed, "back.onnx");
        _models.Open();
        var before = _models.Current;

        File.Move(file, file + ".away");
        _models.Look();
        File.Move(file + ".away", file);
        _models.Settle();

        Assert.Same(before, _models.Current);
        Assert.Equal(2, _models.Registry.Loaded);
    }

    [Fact]
    public void Should_go_on_as_the_default_until_another_can_be_it()
    {
        var file = _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Open();

        File.Delete(file);
        _models.Settle();
        _models.Settle();
        Assert.Equal("first", _models.Registry.Rent().Detector.Model.Name);
        Assert.Contains("The file of the default model first is gone", Assert.Single(_models.Log.Warnings), StringComparison.Ordinal);

        _models.Folder.Copy(RuntimeFolder.Bad, "bad.onnx");
        _models.Settle();
        Assert.Equal(["first"], _models.Names);

        _models.Folder.Copy(RuntimeFolder.Fixed, "second.onnx");
        _models.Settle();
        Assert.Equal(["second"], _models.Names);
        Assert.Equal("second", _models.Current.DefaultName);
    }

    [Fact]
    public void Should_hand_the_default_on_where_there_is_another()
    {
        var file = _models.Folder.Copy(RuntimeFolder.Dynamic, "a.onnx");
        _models.Folder.Copy(RuntimeFolder.Fixed, "b.onnx");
        _models.Open();

        File.Delete(file);
        _models.Settle();

        Assert.Equal("b", _models.Current.DefaultName);
        Assert.Equal(["b"], _models.Names);
        Assert.True(_models.Leaves(1));
        Assert.Empty(_models.Log.Warnings);
    }

    [Fact]
    public void Should_go_on_where_they_are_named_as_the_default()
    {
        var file = _models.Folder.Copy(RuntimeFolder.Fixed, "named.onnx");
        _models.Folder.Copy(RuntimeFolder.Dynamic, "other.onnx");
        _models.Open(o => o with { DefaultModel = "named" });

        File.Delete(file);
        _models.Settle();

        Assert.Equal("named", _models.Current.DefaultName);
        Assert.Equal(["named", "other"], _models.Names);
    }

    [Fact]
    public void Should_not_be_loaded_again_when_the_default_comes_back_as_it_was()
    {
        var file = _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Open();
        var before = _models.Current;
        File.Move(file, file + ".away");
        _models.Settle();

        File.Move(file + ".away", file);
        _models.Settle();
        Assert.Same(before, _models.Current);

        _models.Folder.Replace(RuntimeFolder.Fixed, "first.onnx");
        _models.Settle();
        Assert.False(_models.Current.Default.DynamicSize);
        Assert.True(_models.Leaves(1));
    }

    [Fact]
    public void Should_all_stay_while_a_folder_is_away()
    {
        using var other = new TemporaryFolder();
        _models.Folder.Copy(RuntimeFolder.Dynamic, "a.onnx");
        other.Copy(RuntimeFolder.Fixed, "b.onnx");
        _models.Open(o => o with { ModelFolders = [_models.Folder.Path, other.Path] });
        var before = _models.Current;

        Directory.Move(other.Path, other.Path + "-away");
        for (var i = 0; i < 3; i++)
            Assert.Contains(other.Path, Assert.Throws<ModelLoadException>(_models.Look).Message, StringComparison.Ordinal);
        Directory.Move(other.Path + "-away", other.Path);
        _models.Settle();

        Assert.Same(before, _models.Current);
    }

    public void Dispose() => _models.Dispose();
}
