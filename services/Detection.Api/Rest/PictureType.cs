namespace Detection.Api.Rest;

/// <summary>Content type of a stored picture, by its signature.</summary>
internal static class PictureType
{
    private const int SignatureLength = 4;

    /// <summary>Looks at the beginning of a seekable stream and puts it back to the beginning.</summary>
    public static async Task<string> OfAsync(Stream picture, CancellationToken cancellationToken)
    {
        var prefix = new byte[(int)Math.Min(SignatureLength, picture.Length)];
        await picture.ReadExactlyAsync(prefix, cancellationToken);
        picture.Position = 0;
        return prefix switch
        {
            [0xFF, 0xD8, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "image/webp",
            _ => "application/octet-stream",
        };
    }
}
