namespace Detection.Contracts;

/// <summary>How large a message may be. Larger pictures travel as a key of the blob store.</summary>
public static class MessageLimits
{
    /// <summary>Largest picture inside a message by default, in bytes before Base64: 1 MiB.</summary>
    public const int InlineBytes = 1 << 20;

    /// <summary>The most that <see cref="InlineBytes"/> may be set to, in bytes: 16 MiB.</summary>
    public const int MostInlineBytes = 16 << 20;
}
