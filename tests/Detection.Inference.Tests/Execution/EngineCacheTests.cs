using Detection.Inference.Execution;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Execution;

public sealed class EngineCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Should_have_a_folder_for_each_content_of_a_file()
    {
        var file = Path.Combine(_folder.Path, "yolov8n.onnx");
        File.WriteAllText(file, "weights");
        var first = EngineCache.FolderOf(ModelFile.Read(file), Root);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        var touched = EngineCache.FolderOf(ModelFile.Read(file), Root);
        File.WriteAllText(file, "Weights");
        var trained = EngineCache.FolderOf(ModelFile.Read(file), Root);

        Assert.Equal(first, touched);
        Assert.NotEqual(first, trained);
        Assert.All([first, trained], folder => Assert.StartsWith(Path.Combine(Root, "yolov8n-"), folder, StringComparison.Ordinal));
        Assert.True(Directory.Exists(first) && Directory.Exists(trained));
    }

    [Fact]
    public void Should_say_that_its_folder_cannot_be_made()
    {
        var file = Path.Combine(_folder.Path, "yolov8n.onnx");
        File.WriteAllText(file, "weights");
        File.WriteAllText(Root, "no folder");

        var e = Assert.Throws<ModelLoadException>(() => EngineCache.FolderOf(ModelFile.Read(file), Root));

        Assert.Contains("the folder for its engines cannot be made", e.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Root => Path.Combine(_folder.Path, "engines");
}
