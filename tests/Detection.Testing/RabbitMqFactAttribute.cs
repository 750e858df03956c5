using Xunit;

namespace Detection.Testing;

/// <summary>A fact that needs a <see cref="RabbitMqServer"/>; skips visibly where RabbitMQ is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitMqFactAttribute : FactAttribute
{
    public RabbitMqFactAttribute() => Skip = RabbitMqServer.SkipReason;

    /// <summary>Whether the fact also needs the <see cref="SharedFolder"/>, and skips without it.</summary>
    public bool NeedsShared
    {
        get;
        set
        {
            field = value;
            Skip = RabbitMqServer.SkipReason ?? (value ? SharedFolder.SkipReason : null);
        }
    }
}
