using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Detection.Storage;

/// <summary>At start, removes what writers that were killed left half written a day ago or longer.</summary>
internal sealed partial class IncomingSweep(IOptions<StorageOptions> options, TimeProvider time, ILogger<IncomingSweep> logger) : IHostedService
{
    // No write takes that long: younger ones may be another process's, still under way.
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(options.Value.Folder, FileSystemBlobStore.IncomingFolder));
        try
        {
            if (folder.Exists)
                Sweep(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnswept(logger, folder.FullName, e.Message);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Sweep(DirectoryInfo folder)
    {
        var before = (time.GetUtcNow() - Age).UtcDateTime;
        var removed = 0;
        foreach (var file in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
        {
            file.Delete();
            removed++;
        }

        if (removed > 0)
            LogSwept(logger, removed, folder.FullName);
    }

    [LoggerMessage(5001, LogLevel.Information, "Removed {Count} half-written blobs of processes that were killed from {Folder}")]
    private static partial void LogSwept(ILogger logger, int count, string folder);

    [LoggerMessage(5002, LogLevel.Warning, "Half-written blobs in {Folder} cannot be removed: {Reason}")]
    private static partial void LogUnswept(ILogger logger, string folder, string reason);
}
