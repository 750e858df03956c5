using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Execution;

public sealed class EngineCacheTests : IDisposable
{
    private static readonly byte[] Blocks = File.ReadAllBytes(TestModels.BlocksPath);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Should_have_a_folder_for_each_content_of_a_file()
    {
        var file = _folder.Write("yolov8n.onnx", Blocks);
        var first = EngineCache.FolderOf(ModelFile.Read(file), Root);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        var touched = EngineCache.FolderOf(ModelFile.Read(file), Root);
        _folder.Write("yolov8n.onnx", OnnxModels.WithDocString(Blocks, "trained further"));
        var trained = EngineCache.FolderOf(ModelFile.Read(file), Root);

        Assert.Equal(first, touched);
        Assert.NotEqual(first, trained);
        Assert.All([first, trained], folder => Assert.StartsWith(Path.Combine(Root, "yolov8n-"), folder, StringComparison.Ordinal));
        Assert.True(Directory.Exists(first) && Directory.Exists(trained));
    }

    /// <summary>The same file with other weights beside it would find the engine of the first.</summary>
    [Fact]
    public void Should_keep_nothing_where_the_weights_lie_elsewhere()
    {
        var file = _folder.Write("far.onnx", OnnxModels.WithExternalWeight(Blocks, "far.bin"));

        Assert.Null(EngineCache.FolderOf(ModelFile.Read(file), Root));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void Should_keep_nothing_of_a_file_that_it_cannot_look_into()
    {
        var file = _folder.Write("odd.onnx", "ORTM, say"u8);

        Assert.Null(EngineCache.FolderOf(ModelFile.Read(file), Root));
    }

    [Fact]
    public void Should_say_that_its_folder_cannot_be_made()
    {
        var file = _folder.Write("yolov8n.onnx", Blocks);
        File.WriteAllText(Root, "no folder");

        var e = Assert.Throws<ModelLoadException>(() => EngineCache.FolderOf(ModelFile.Read(file), Root));

        Assert.Contains("the folder for its engines cannot be made", e.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Root => Path.Combine(_folder.Path, "engines");
}
