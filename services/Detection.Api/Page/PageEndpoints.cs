using Microsoft.AspNetCore.Http.HttpResults;

namespace Detection.Api.Page;

/// <summary>The product's page: a handful of static files, embedded in this assembly, at the root of the service.</summary>
internal static class PageEndpoints
{
    // Everything comes from this origin. Previews of pictures not yet sent are blob: URLs.
    // Nothing on the page turns text into markup, and trusted types keep it so.
    internal const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'";

    /// <summary>Serves each embedded file under its own name and <c>index.html</c> at <c>/</c>; no other name is ever looked up.</summary>
    /// <exception cref="InvalidOperationException">A file of an unknown type is embedded.</exception>
    public static void MapPage(this IEndpointRouteBuilder endpoints)
    {
        foreach (var file in PageFile.LoadAll())
            endpoints.MapGet(file.Path, (HttpResponse response) => Serve(file, response)).ExcludeFromDescription();
    }

    private static FileContentHttpResult Serve(PageFile file, HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Kept by the browser, asked for again each time: a new version shows at once, an old one costs a 304.
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }
}
