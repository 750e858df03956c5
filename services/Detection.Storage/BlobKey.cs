using System.Buffers;

namespace Detection.Storage;

/// <summary>
/// Rules for keys, and the keys of the pictures of a detection. A key is one to eight parts of lower-case letters,
/// digits, '-', '_' and '.', separated by '/'; no part begins with '.'; at most 200 characters. So no key can
/// leave the store's folder, whoever made it.
/// </summary>
public static class BlobKey
{
    private const int MaxLength = 200;
    private const int MaxParts = 8;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <summary>Key of a detection's original picture.</summary>
    public static string Image(Guid detectionId) => Sharded("images", detectionId, "");

    /// <summary>Key of a detection's annotated picture.</summary>
    public static string Annotated(Guid detectionId) => Sharded("annotated", detectionId, ".jpg");

    /// <summary>Whether a text is a key.</summary>
    public static bool IsValid(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
            return false;

        var parts = key.Split('/');
        return parts.Length <= MaxParts && Array.TrueForAll(parts, part => part.Length > 0 && part[0] != '.');
    }

    /// <summary>Refuses what is not a key.</summary>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    public static void ThrowIfInvalid(string key)
    {
        if (!IsValid(key))
            throw new ArgumentException($"'{key}' is not a blob key.", nameof(key));
    }

    // 256 folders keep directory listings short with millions of pictures. The last two digits: UUIDv7 begins with the time.
    private static string Sharded(string folder, Guid id, string extension)
    {
        var name = id.ToString("N");
        return $"{folder}/{name[^2..]}/{name}{extension}";
    }
}
