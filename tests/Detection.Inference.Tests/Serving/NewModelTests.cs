using Detection.Inference.Detecting;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Files that appear while the models are in use.</summary>
public sealed class NewModelTests : IDisposable
{
    private readonly RuntimeFolder _models = new();

    [Fact]
    public async Task Should_be_offered_once_a_second_look_finds_them_unchanged()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Open();
        var before = _models.Current;

        _models.Folder.Copy(RuntimeFolder.Dynamic, "second.onnx");
        _models.Look();
        Assert.Same(before, _models.Current);
        _models.Look();

        Assert.Equal(["first", "second"], _models.Names);
        Assert.Equal("first", _models.Current.DefaultName);
        using var image = Block.Draw(64, 64);
        using var lease = _models.Registry.Rent("second");
        await lease.Detector.DetectAsync(image, new DetectParameters(), default);
    }

    [Fact]
    public void Should_not_be_looked_into_while_they_are_copied()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Open();
        var content = File.ReadAllBytes(RuntimeFolder.Dynamic);

        for (var length = 0; length < content.Length; length += 500)
        {
            _models.Folder.Write("second.onnx", content.AsSpan(0, length));
            _models.Look();
        }

        _models.Folder.Write("second.onnx", content);
        _models.Look();
        Assert.Equal(["first"], _models.Names);
        Assert.Empty(_models.Current.Rejected);
        _models.Look();
        Assert.Equal(["first", "second"], _models.Names);
        Assert.Empty(_models.Log.Warnings);
    }

    [Fact]
    public void Should_be_taken_up_when_a_copy_that_stood_still_goes_on()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Open();
        var content = File.ReadAllBytes(RuntimeFolder.Dynamic);

        _models.Folder.Write("second.onnx", content.AsSpan(0, 700));
        _models.Settle();
        Assert.Equal("second", Assert.Single(_models.Current.Rejected).Name);
        _models.Folder.Write("second.onnx", content);
        _models.Settle();

        Assert.Equal(["first", "second"], _models.Names);
        Assert.Empty(_models.Current.Rejected);
    }

    [Fact]
    public void Should_be_the_default_where_the_start_would_have_chosen_them()
    {
        _models.Folder.Copy(RuntimeFolder.Fixed, "a.onnx");
        _models.Open();
        Assert.Equal("a", _models.Current.DefaultName);

        _models.Folder.Copy(RuntimeFolder.Dynamic, "z.onnx");
        _models.Settle();
        Assert.Equal("z", _models.Current.DefaultName);

        _models.Folder.Copy(RuntimeFolder.Fixed, "yolov8n.onnx");
        _models.Settle();
        Assert.Equal("yolov8n", _models.Current.DefaultName);
        Assert.Contains(_models.Log.Entries, entry => entry.Message == "The default model is now yolov8n; it was z.");
    }

    [Fact]
    public void Should_not_be_the_default_where_another_is_named()
    {
        _models.Folder.Copy(RuntimeFolder.Fixed, "mine.onnx");
        _models.Open(o => o with { DefaultModel = "mine" });

        _models.Folder.Copy(RuntimeFolder.Dynamic, "yolov8n.onnx");
        _models.Settle();

        Assert.Equal("mine", _models.Current.DefaultName);
    }

    [Fact]
    public void Should_be_found_behind_a_link_that_is_turned_to_them()
    {
        var link = Path.Combine(_models.Folder.Path, "linked.onnx");
        File.CreateSymbolicLink(link, RuntimeFolder.Dynamic);
        _models.Open();
        Assert.True(_models.Current.Default.DynamicSize);

        File.Delete(link);
        File.CreateSymbolicLink(link, RuntimeFolder.Fixed);
        _models.Settle();

        Assert.False(_models.Current.Default.DynamicSize);
    }

    [Fact]
    public void Should_win_a_name_in_an_earlier_folder_and_lose_it_when_they_go()
    {
        using var later = new TemporaryFolder();
        later.Copy(RuntimeFolder.Dynamic, "x.onnx");
        _models.Open(o => o with { ModelFolders = [_models.Folder.Path, later.Path] });

        var earlier = _models.Folder.Copy(RuntimeFolder.Fixed, "x.onnx");
        _models.Settle();
        Assert.False(Assert.Single(_models.Current.Models).DynamicSize);
        Assert.Contains(earlier, Assert.Single(_models.Current.Rejected).Reason, StringComparison.Ordinal);
        Assert.True(_models.Leaves(1));

        File.Delete(earlier);
        _models.Settle();
        Assert.True(Assert.Single(_models.Current.Models).DynamicSize);
        Assert.Empty(_models.Current.Rejected);
        Assert.True(_models.Leaves(1));
    }

    [Fact]
    public void Should_take_over_without_a_gap_when_moved_to_another_folder()
    {
        using var other = new TemporaryFolder();
        var here = _models.Folder.Copy(RuntimeFolder.Dynamic, "x.onnx");
        _models.Open(o => o with { ModelFolders = [_models.Folder.Path, other.Path] });

        File.Move(here, Path.Combine(other.Path, "x.onnx"));
        _models.Look();
        Assert.Equal(here, Assert.Single(_models.Current.Models).File);
        _models.Look();

        Assert.Equal(Path.Combine(other.Path, "x.onnx"), Assert.Single(_models.Current.Models).File);
        Assert.Empty(_models.Log.Warnings);
        Assert.True(_models.Leaves(1));
    }

    public void Dispose() => _models.Dispose();
}
