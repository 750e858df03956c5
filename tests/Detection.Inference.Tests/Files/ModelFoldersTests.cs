using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Files;

public sealed class ModelFoldersTests : IDisposable
{
    private readonly TemporaryFolder _first = new();
    private readonly TemporaryFolder _second = new();

    [Fact]
    public void Should_list_models_folder_by_folder_in_order_of_their_names()
    {
        var files = new[]
        {
            _first.Write("b.onnx", []), _first.Write("c.ONNX", []), _second.Write("a.onnx", []),
        };
        _first.Write("readme.md", []);
        Directory.CreateDirectory(Path.Combine(_first.Path, "sub.onnx"));

        Assert.Equal(files, ModelFolders.Scan([_first.Path, _second.Path, _first.Path]));
    }

    [Fact]
    public void Should_list_a_folder_that_is_named_twice_once()
    {
        _first.Write("a.onnx", []);

        Assert.Single(ModelFolders.Scan([_first.Path, _first.Path + "/../" + Path.GetFileName(_first.Path)]));
    }

    [Fact]
    public void Should_refuse_a_folder_that_is_not_there()
    {
        var missing = Path.Combine(_first.Path, "missing");

        var e = Assert.Throws<ModelLoadException>(() => ModelFolders.Scan([_second.Path, missing]));

        Assert.Contains(missing, e.Message, StringComparison.Ordinal);
        Assert.Contains("infra/models/README.md", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/models/yolov8n.onnx", "yolov8n")]
    [InlineData("/models/yolov8n.v2.ONNX", "yolov8n.v2")]
    public void Should_name_a_model_after_its_file(string file, string name) =>
        Assert.Equal(name, ModelFolders.NameOf(file));

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
