using Detection.Inference.Models;
using Detection.Inference.Providers;

namespace Detection.Inference.Tests.Support;

/// <summary>A machine of the test's choice.</summary>
internal sealed class FakeGpuProbe(string? tensorRt = null, string? cuda = null, params string[] signs) : IGpuProbe
{
    public bool Asked { get; private set; }

    public string? Problem(ExecutionProvider provider)
    {
        Asked = true;
        return provider == ExecutionProvider.TensorRt ? tensorRt : cuda;
    }

    public IReadOnlyList<string> Signs()
    {
        Asked = true;
        return signs;
    }
}
