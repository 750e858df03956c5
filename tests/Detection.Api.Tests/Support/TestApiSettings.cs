using Microsoft.AspNetCore.Builder;

namespace Detection.Api.Tests.Support;

/// <summary>How a <see cref="TestApi"/> differs from the usual one.</summary>
internal sealed record TestApiSettings
{
    /// <summary>Folder of database and blobs, kept afterwards; null: one of its own, deleted afterwards.</summary>
    public string? Folder { get; init; }

    /// <summary>PostgreSQL instead of SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>Configuration on top, by key.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    /// <summary>Last word on the services.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
