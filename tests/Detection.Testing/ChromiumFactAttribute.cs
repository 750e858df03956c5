using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs <see cref="Chromium"/>; skips visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.SkipReason;

    /// <summary>Whether the fact also needs the <see cref="SharedFolder"/>, and skips without it.</summary>
    public bool NeedsShared
    {
        get;
        set
        {
            field = value;
            Skip = Chromium.SkipReason ?? (value ? SharedFolder.SkipReason : null);
        }
    }
}
