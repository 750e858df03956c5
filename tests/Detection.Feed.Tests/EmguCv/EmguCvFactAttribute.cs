using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>A fact about the stand-in for Emgu CV; skips visibly where the real package is in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EmguCvFactAttribute : FactAttribute
{
    public EmguCvFactAttribute() => Skip = StandIn.NoEmguCv;
}
