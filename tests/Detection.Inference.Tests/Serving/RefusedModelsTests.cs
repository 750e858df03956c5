using System.Reflection;
using System.Text;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Serving;

public sealed class RefusedModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("pose", "'pose' model")]
    [InlineData("no-names", "no 'names'")]
    [InlineData("no-stride", "no 'stride'")]
    [InlineData("no-imgsz", "no 'imgsz'")]
    [InlineData("bad-names", "class 1 has no name")]
    [InlineData("odd-imgsz", "multiples of its stride 32")]
    [InlineData("half", "float16 'images'")]
    [InlineData("rank-3-input", "[3, ?, ?]")]
    [InlineData("grey-input", "It takes 1 channel; 3 are needed")]
    [InlineData("batch-of-8", "[8, 3, 320, 320]")]
    [InlineData("half-dynamic", "[1, 3, 320, ?]")]
    [InlineData("other-input", "'pixels'")]
    [InlineData("rank-4-output", "[1, 7, 1, 1]")]
    [InlineData("too-few-classes", "[1, 6, 1]")]
    [InlineData("nan", "not finite")]
    [InlineData("scores-above-1", "scores outside 0 to 1")]
    public void Should_refuse_a_model_with_one_thing_wrong(string name, string reason)
    {
        var file = _folder.Copy(Path.Combine(TestModels.RefusedFolder, name + ".onnx"));

        AssertRefused(file, reason);
    }

    [Fact]
    public void Should_have_a_test_for_each_refused_model()
    {
        var tested = typeof(RefusedModelsTests).GetMethod(nameof(Should_refuse_a_model_with_one_thing_wrong))!
            .GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => ((IReadOnlyList<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value + ".onnx");

        Assert.Equal(Directory.GetFiles(TestModels.RefusedFolder).Select(Path.GetFileName).Order(), tested.Order());
    }

    [Fact]
    public void Should_refuse_an_empty_file() =>
        AssertRefused(_folder.Write("empty.onnx", []), "the file is empty");

    [Fact]
    public void Should_refuse_text()
    {
        var pointer = Encoding.UTF8.GetBytes("version https://git-lfs.github.com/spec/v1\n");

        AssertRefused(_folder.Write("text.onnx", pointer), "ONNX Runtime cannot load it");
    }

    [Fact]
    public void Should_refuse_garbage()
    {
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);

        AssertRefused(_folder.Write("garbage.onnx", garbage), "ONNX Runtime cannot load it");
    }

    [Fact]
    public void Should_refuse_a_truncated_model_wherever_it_breaks_off()
    {
        var whole = File.ReadAllBytes(TestModels.BlocksPath);
        for (var length = 1; length < whole.Length; length += 97)
        {
            var file = _folder.Write("truncated.onnx", whole.AsSpan(0, length));

            var e = Assert.Throws<ModelLoadException>(() => Registries.Load(_folder.Path, o => o with { DefaultModel = "truncated" }));

            Assert.Equal(file, e.File);
        }
    }

    [SharedFact]
    public void Should_refuse_a_real_model_cut_in_half()
    {
        var whole = File.ReadAllBytes(SharedFolder.Of("models", "yolov8n.onnx"));

        AssertRefused(_folder.Write("half.onnx", whole.AsSpan(0, whole.Length / 2)), "ONNX Runtime cannot load it");
    }

    [SharedFact]
    public void Should_refuse_a_real_pose_model() =>
        AssertRefused(_folder.Copy(SharedFolder.Of("models", "yolov8n-pose-uint8.onnx")), "'pose' model, and only 'detect'");

    public void Dispose() => _folder.Dispose();

    private void AssertRefused(string file, string reason)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        var asDefault = Assert.Throws<ModelLoadException>(() => Registries.Load(_folder.Path, o => o with { DefaultModel = name }));
        var alone = Assert.Throws<ModelLoadException>(() => Registries.Load(_folder.Path));

        Assert.Equal(file, asDefault.File);
        Assert.All([asDefault.Message, alone.Message], message =>
        {
            Assert.Contains(file, message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        });
    }
}
