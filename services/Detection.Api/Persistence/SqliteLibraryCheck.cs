using Detection.Hosting.Starting;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence;

/// <summary>Warns at the start if SQLite is used and its library could not be protected.</summary>
/// <param name="load"><see cref="SqliteLibrary.Load"/>.</param>
/// <param name="options">Which database is used.</param>
/// <param name="logger">Receives the warning.</param>
internal sealed partial class SqliteLibraryCheck(
    Func<string?> load, IOptions<DatabaseOptions> options, ILogger<SqliteLibraryCheck> logger) : StartupStep
{
    protected override Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsSqlite && load() is { } reason)
            LogUnprotected(logger, reason);
        return Task.CompletedTask;
    }

    [LoggerMessage(1091, LogLevel.Warning,
        "SQLite is not protected from the system's SQLite, which OpenCV loads: {Reason} If the process ends with exit status 139, this is the cause.")]
    private static partial void LogUnprotected(ILogger logger, string reason);
}
