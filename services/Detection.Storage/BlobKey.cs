using System.Buffers;

namespace Detection.Storage;

/// <summary>
/// Rules for keys. A key is one to eight parts of lower-case letters, digits, '-', '_' and '.', separated by '/'; no part begins
/// with '.'; at most 200 characters. So no key can leave the store's folder, no matter where it comes from.
/// </summary>
public static class BlobKey
{
    private const int MaxLength = 200;
    private const int MaxParts = 8;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <summary>Whether a text is a key.</summary>
    public static bool IsValid(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
            return false;

        var parts = key.Split('/');
        return parts.Length <= MaxParts && Array.TrueForAll(parts, part => part.Length > 0 && part[0] != '.');
    }

    /// <summary>Refuses a text that is not a key.</summary>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    public static void ThrowIfInvalid(string key)
    {
        if (!IsValid(key))
            throw new ArgumentException($"'{key}' is not a blob key.", nameof(key));
    }
}
