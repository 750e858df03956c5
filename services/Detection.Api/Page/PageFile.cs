using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Detection.Api.Page;

/// <summary>One embedded file of the page, read once.</summary>
/// <param name="Path">Where it is served: "/" for index.html, "/app.js" for app.js, "/samples/signs.jpg" for samples/signs.jpg.</param>
/// <param name="ContentType">Media type with character set.</param>
/// <param name="Content">The bytes as embedded.</param>
/// <param name="Tag">Strong entity tag, from the bytes' SHA-256.</param>
internal sealed record PageFile(string Path, string ContentType, byte[] Content, EntityTagHeaderValue Tag)
{
    private const string Prefix = "page/";

    /// <summary>Every file under <c>Page/wwwroot</c> as it was when the assembly was built, subfolders included.</summary>
    /// <exception cref="InvalidOperationException">A file of an unknown type is embedded, or none is.</exception>
    public static IReadOnlyList<PageFile> LoadAll()
    {
        PageFile[] files =
        [
            .. typeof(PageFile).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => Load(name, name[Prefix.Length..])),
        ];
        return files.Length > 0 ? files : throw new InvalidOperationException("The page is not embedded in Detection.Api.");
    }

    private static PageFile Load(string resource, string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
        return new PageFile(name == "index.html" ? "/" : "/" + name, ContentTypeOf(name), content, tag);
    }

    private static string ContentTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".jpg" => "image/jpeg",
        _ => throw new InvalidOperationException($"The page has a file of an unknown type: {name}."),
    };
}
