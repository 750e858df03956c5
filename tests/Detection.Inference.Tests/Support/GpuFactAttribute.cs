using Detection.Inference.Models;
using Detection.Inference.Providers;
using Xunit;

namespace Detection.Inference.Tests.Support;

/// <summary>A test that needs a provider on a GPU; skipped, with the reason, where it cannot be had.</summary>
internal sealed class GpuFactAttribute : FactAttribute
{
    public GpuFactAttribute(ExecutionProvider provider)
    {
        if (new GpuProbe(0).Problem(provider) is { } problem)
            Skip = $"{provider.Label()}: {problem}";
    }
}
