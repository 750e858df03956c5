namespace Detection.Contracts;

/// <summary>Where the picture is: exactly one of the two is set.</summary>
public sealed record ImageSource
{
    /// <summary>Claim check: key of a picture in the blob store that API and workers share.</summary>
    public string? Blob { get; init; }

    /// <summary>
    /// The encoded picture itself (JPEG, PNG or WebP), Base64 in JSON. Only up to the configured inline limit
    /// (default 1 MiB); larger pictures never travel on the bus.
    /// </summary>
#pragma warning disable CA1819 // A message body: System.Text.Json maps byte[] to Base64.
    public byte[]? Content { get; init; }
#pragma warning restore CA1819
}
