using System.Diagnostics.CodeAnalysis;

namespace Detection.Storage;

/// <summary>
/// What a blob is of: the original or the annotated picture of a detection. With the hash of its content it becomes a key, so
/// that two pictures of one detection have two keys and none replaces the other.
/// </summary>
/// <remarks>
/// Keys are <c>images/77/ID-HASH</c> and <c>annotated/77/ID-HASH.jpg</c>, where 77 are the id's last two digits. Earlier versions
/// wrote the same keys without the hash, and such blobs are still read.
/// </remarks>
public sealed record BlobName
{
    private const int IdLength = 32;
    private static readonly Kind Original = new("images", "");
    private static readonly Kind WithBoxes = new("annotated", ".jpg");
    private static readonly Kind[] Kinds = [Original, WithBoxes];

    private readonly Kind _kind;

    private BlobName(Kind kind, Guid detectionId) => (_kind, DetectionId) = (kind, detectionId);

    /// <summary>The detection that the blob belongs to.</summary>
    public Guid DetectionId { get; }

    /// <summary>The key that earlier versions used, without a hash of the content.</summary>
    public string KeyWithoutHash => Sharded("");

    /// <summary>Name of a detection's original picture.</summary>
    public static BlobName Image(Guid detectionId) => new(Original, detectionId);

    /// <summary>Name of a detection's annotated picture, a JPEG.</summary>
    public static BlobName Annotated(Guid detectionId) => new(WithBoxes, detectionId);

    /// <summary>Reads a key that this type made.</summary>
    /// <param name="key">Any text.</param>
    /// <param name="name">What the blob is of.</param>
    /// <param name="hash">The hash of its content; null in keys of earlier versions.</param>
    /// <returns>False where the key has another form, such as one that another service chose.</returns>
    public static bool TryParse(string? key, [NotNullWhen(true)] out BlobName? name, out string? hash)
    {
        (name, hash) = (null, null);
        if (key is null)
            return false;
        foreach (var kind in Kinds)
        {
            var start = kind.Folder.Length + 4; // "/77/"
            if (key.Length < start + IdLength + kind.Extension.Length || !Guid.TryParseExact(key.AsSpan(start, IdLength), "N", out var id))
                continue;
            var rest = key.AsSpan(start + IdLength, key.Length - start - IdLength - kind.Extension.Length);
            if (rest.Length > 0 && !(rest[0] == '-' && BlobHash.IsValid(rest[1..])))
                continue;
            name = new BlobName(kind, id);
            hash = rest.Length > 0 ? rest[1..].ToString() : null;
            return key == (hash is null ? name.KeyWithoutHash : name.KeyOf(hash));
        }

        return false;
    }

    /// <summary>The key of a content with this hash.</summary>
    /// <param name="hash">As <see cref="BlobHash"/> makes it.</param>
    /// <exception cref="ArgumentException">It is no hash.</exception>
    public string KeyOf(string hash)
    {
        if (!BlobHash.IsValid(hash))
            throw new ArgumentException($"'{hash}' is not a hash of {BlobHash.Length} hexadecimal digits.", nameof(hash));
        return Sharded($"-{hash}");
    }

    /// <summary>The key of a content in memory.</summary>
    public string KeyOf(ReadOnlySpan<byte> content) => KeyOf(BlobHash.Of(content));

    // 256 folders keep directory listings short with millions of pictures. The last two digits: UUIDv7 begins with the time.
    private string Sharded(string hash)
    {
        var id = DetectionId.ToString("N");
        return $"{_kind.Folder}/{id[^2..]}/{id}{hash}{_kind.Extension}";
    }

    private sealed record Kind(string Folder, string Extension);
}
