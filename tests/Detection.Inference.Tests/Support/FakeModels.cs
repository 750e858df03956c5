using Detection.Inference.Models;

namespace Detection.Inference.Tests.Support;

/// <summary>Models that no file holds.</summary>
internal static class FakeModels
{
    /// <summary>One of the CPU, 640 pixels wide and high at most.</summary>
    public static ModelInfo Named(string name, bool dynamic = true) => new()
    {
        Name = name,
        File = $"/a/{name}.onnx",
        Task = "detect",
        Labels = ["cat"],
        Stride = 32,
        Layout = "1 session of 1 thread",
        InputWidth = 640,
        InputHeight = 640,
        DynamicBatch = dynamic,
        DynamicSize = dynamic,
        Provider = "CPU",
        SelfTest = new SelfTestResult(true, 1),
    };
}
