using Detection.Inference.Tests.Serving;
using Xunit;

namespace Detection.Inference.Tests.Loading;

/// <summary>Memory limits for models that are not there.</summary>
public sealed class UnusedLimitsTests : IDisposable
{
    private readonly RuntimeFolder _models = new();

    public UnusedLimitsTests()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "first.onnx");
        _models.Folder.Copy(RuntimeFolder.Fixed, "second.onnx");
    }

    [Fact]
    public void Should_be_warned_of_once_with_the_names_that_there_are()
    {
        Open("third", "second", "First");
        _models.Settle();

        Assert.Equal(
            "Inference:ModelGpuMemoryMiB names models that have no file so far: First, third. Models found: first, second. "
            + "A model's name is its file's name without .onnx, in the same case.",
            Assert.Single(_models.Log.Warnings));
    }

    [Fact]
    public void Should_not_be_taken_for_those_of_models_that_are_there()
    {
        Open("first", "second");

        Assert.Empty(_models.Log.Warnings);
    }

    /// <summary>Its rejection is another matter, and said.</summary>
    [Fact]
    public void Should_not_be_taken_for_that_of_a_bad_file()
    {
        var bad = _models.Folder.Copy(RuntimeFolder.Bad, "bad.onnx");

        Open("bad");

        Assert.StartsWith($"Model {bad} is not offered: ", Assert.Single(_models.Log.Warnings), StringComparison.Ordinal);
    }

    public void Dispose() => _models.Dispose();

    private void Open(params string[] limited) =>
        _models.Open(options => options with { ModelGpuMemoryMiB = limited.ToDictionary(name => name, _ => 512) });
}
