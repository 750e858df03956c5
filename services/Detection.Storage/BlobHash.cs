using System.Security.Cryptography;

namespace Detection.Storage;

/// <summary>
/// The hash that names a blob's content: the first 128 bits of SHA-256, as 32 lower-case hexadecimal digits. Nobody can make a
/// second content for a given hash, and two contents with the same hash do not happen by chance.
/// </summary>
public static class BlobHash
{
    /// <summary>Digits of a hash.</summary>
    public const int Length = 32;

    /// <summary>The hash of a content in memory.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, sum);
        return Text(sum);
    }

    /// <summary>The hash of all that was appended to a SHA-256.</summary>
    internal static string Of(IncrementalHash sha256)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        sha256.GetCurrentHash(sum);
        return Text(sum);
    }

    /// <summary>Whether a text has the form of a hash.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length != Length)
            return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigitLower(digit))
                return false;
        }

        return true;
    }

    private static string Text(ReadOnlySpan<byte> sum) => Convert.ToHexStringLower(sum[..(Length / 2)]);
}
