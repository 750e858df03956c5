using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Workers;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Testing;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Detection.Api.Tests.Support;

/// <summary>
/// The whole API on a real Kestrel at a free port of 127.0.0.1, with the bus in memory, a database of its own, a clock
/// that the test moves, and a worker that does nothing by itself.
/// </summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private TestApi(TestApiSettings settings)
    {
        _ownsFolder = settings.Folder is null;
        Folder = settings.Folder ?? NewFolder();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = BlobFolder,
            ["Database:Provider"] = settings.Postgres is null ? "sqlite" : "postgres",
            ["Database:SqliteFile"] = Path.Combine(Folder, "detection.db"),
            ["Database:ConnectionString"] = settings.Postgres,
            ["Bus:JournalFile"] = Path.Combine(Folder, "in-work"),
        });
        builder.Configuration.AddInMemoryCollection(settings.Configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Worker);
        builder.Services.AddDetectionApi();
        builder.Services.AddDetectionBus(new BusOptions(), register =>
        {
            register.AddDetectionApi(new BusOptions());
            register.AddConsumer<FakeWorker>().Endpoint(endpoint => endpoint.Name = QueueNames.DetectImage);
        });
        builder.Services.AddReceiveObserver(_ => Journal);
        settings.Configure?.Invoke(builder);

        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            await using var registration = context.RequestAborted.Register(() => Aborted.TrySetResult());
            await next(context);
        });
        _app.MapDetectionApi();
    }

    public string Folder { get; }

    public string BlobFolder => Path.Combine(Folder, "blobs");

    public ManualTime Time { get; } = new();

    public WorkerInbox Worker { get; } = new();

    public BusJournal Journal { get; } = new();

    public LogSink Log { get; } = new();

    /// <summary>Completes when the server notices that a client went away.</summary>
    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpClient Client { get; } = new() { Timeout = Eventually.Patience };

    public IServiceProvider Services => _app.Services;

    public IBusControl Bus => Services.GetRequiredService<IBusControl>();

    /// <summary>What the API believes of its broker; always ready unless a test reports otherwise.</summary>
    public BrokerMonitor Broker => Services.GetRequiredService<BrokerMonitor>();

    public static string NewFolder() => Directory.CreateTempSubdirectory("detection-api-").FullName;

    public static async Task<TestApi> StartAsync(TestApiSettings? settings = null)
    {
        var api = new TestApi(settings ?? new TestApiSettings());
        await api._app.StartAsync();
        api.Client.BaseAddress = new Uri(api._app.Urls.Single());
        return api;
    }

    /// <summary>Publishes a message and waits until the saga has handled it.</summary>
    public async Task PublishAsync<T>(T message)
        where T : class
    {
        var id = NewId.NextGuid();
        await Bus.Publish(message, context => context.MessageId = id);
        await Journal.HandledAsync(id, QueueNames.DetectionState);
    }

    /// <summary>Publishes a worker's report and waits until the API has heard it.</summary>
    public async Task ReportAsync(WorkerReported report)
    {
        await Bus.Publish(report);
        var directory = Services.GetRequiredService<WorkerDirectory>();
        await Eventually.TrueAsync($"the report of {report.Worker} is heard", () => directory.Alive().Any(worker => worker.Worker == report.Worker) != report.Stopping);
    }

    public async Task<DetectionState?> FindAsync(Guid id)
    {
        await using var context = await OpenAsync();
        return await context.Detections.AsNoTracking().SingleOrDefaultAsync(d => d.CorrelationId == id);
    }

    public async Task InsertAsync(params DetectionState[] detections)
    {
        await using var context = await OpenAsync();
        context.AddRange(detections);
        await context.SaveChangesAsync();
    }

    public async Task<int> CountAsync()
    {
        await using var context = await OpenAsync();
        return await context.Detections.CountAsync();
    }

    public Task<DetectionDbContext> OpenAsync() =>
        Services.GetRequiredService<IDbContextFactory<DetectionDbContext>>().CreateDbContextAsync();

    /// <summary>Puts a blob into the store under any key, as an earlier version or another service did.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="content">Its content.</param>
    /// <param name="at">When it was written; null: now, by the system's clock.</param>
    public void PutBlob(string key, byte[] content, DateTimeOffset? at = null)
    {
        var path = Path.Combine(BlobFolder, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        if (at is { } time)
            File.SetLastWriteTimeUtc(path, time.UtcDateTime);
    }

    /// <summary>The keys of the blobs in the store.</summary>
    public string[] BlobKeys() => [.. Blobs().Select(file => Path.GetRelativePath(BlobFolder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Every file in the blob store, half-written ones too.</summary>
    public string[] Blobs() => Directory.Exists(BlobFolder) ? Directory.GetFiles(BlobFolder, "*", SearchOption.AllDirectories) : [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
            FolderRemoval.Remove(Folder);
    }
}
