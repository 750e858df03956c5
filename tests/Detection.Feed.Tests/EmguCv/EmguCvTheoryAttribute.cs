using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>A theory about the stand-in for Emgu CV; skips visibly where the real package is in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmguCvTheoryAttribute : TheoryAttribute
{
    public EmguCvTheoryAttribute() => Skip = StandIn.NoEmguCv;
}
