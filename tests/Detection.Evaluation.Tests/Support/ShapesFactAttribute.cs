using Detection.Testing;
using Xunit;

namespace Detection.Evaluation.Tests.Support;

/// <summary>A fact about the model of shapes; skips visibly without what else it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShapesFactAttribute : FactAttribute
{
    /// <param name="browser">Whether it needs Chromium.</param>
    /// <param name="shared">Whether it needs the photographs of ../shared.</param>
    public ShapesFactAttribute(bool browser = false, bool shared = false)
    {
        Skip = (browser ? Chromium.SkipReason : null) ?? (shared ? SharedFolder.SkipReason : null);
    }

    /// <summary>Why the model does not reach what the test demands, where it is known not to; the test skips.</summary>
    public string? NotReached
    {
        get => Skip;
        set => Skip = value;
    }
}
