using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Storage;
using Detection.Testing;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Detection.Worker.Tests.Support;

/// <summary>A started worker on the bus in memory, and what it published.</summary>
internal sealed class WorkerHarness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _folder = new();
    private readonly ScratchFolder _data = new();
    private readonly WorkJournal _journal;
    private readonly IHost _host;

    private WorkerHarness(Action<IServiceCollection> change, (string Key, string Value)[] settings)
    {
        Store = new FaultyStore(_folder.Path);
        _journal = WorkJournal.Open(JournalFile);
        var builder = WorkerServices.Builder(_folder.Path, settings).AddHarness(Store, _journal);
        change(builder.Services);
        _host = builder.Build();
    }

    public FaultyStore Store { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Keys of the blobs in the store.</summary>
    public IReadOnlyList<string> Blobs => _folder.Files();

    private string JournalFile => _data.Of("in-work");

    private ITestHarness Harness => _host.Services.GetTestHarness();

    public static Task<WorkerHarness> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <summary>Starts one some of whose services are others.</summary>
    public static async Task<WorkerHarness> StartAsync(Action<IServiceCollection> change, params (string Key, string Value)[] settings)
    {
        var harness = new WorkerHarness(change, settings);
        await harness._host.StartAsync();
        return harness;
    }

    /// <summary>Stores a picture and makes the command for it.</summary>
    public async Task<DetectImage> CommandAsync(byte[] picture)
    {
        var id = Guid.NewGuid();
        using var content = new MemoryStream(picture);
        return new DetectImage { DetectionId = id, Image = new ImageSource { Blob = await Store.WriteAsync(BlobName.Image(id), content, default) } };
    }

    /// <summary>Puts a command onto the bus and waits until the worker is done with it, retries included.</summary>
    /// <returns>True if it faulted: it is then in the error queue.</returns>
    public async Task<bool> SendAsync(DetectImage command)
    {
        using var patience = new CancellationTokenSource(Patience);
        await Harness.Bus.Publish(command, patience.Token);
        return await _host.Services.GetRequiredService<EndOfReceive>().NextAsync(patience.Token);
    }

    /// <summary>What was published of one kind so far, in order.</summary>
    public IReadOnlyList<T> Published<T>()
        where T : class => [.. Harness.Published.Select<T>(new CancellationToken(canceled: true)).Select(message => message.Context.Message)];

    /// <summary>Waits until something of one kind was published.</summary>
    public Task<bool> AnyPublishedAsync<T>(Func<T, bool> filter)
        where T : class => Harness.Published.Any<T>(message => filter(message.Context.Message));

    /// <summary>Names of the messages published so far, in order.</summary>
    public IReadOnlyList<string> PublishedKinds() =>
        [.. Harness.Published.Select(_ => true, new CancellationToken(canceled: true))
            .Where(message => message.MessageObject is not (DetectImage or WorkerReported))
            .Select(message => message.MessageObject is Fault ? "Fault" : message.MessageObject.GetType().Name)];

    /// <summary>What the next process would find, ended this one now. Nothing is noted from then on.</summary>
    public IReadOnlySet<Guid> LeftBehindNow()
    {
        _journal.Dispose();
        using var next = WorkJournal.Open(JournalFile);
        return next.LeftBehind;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _journal.Dispose();
        _folder.Dispose();
        _data.Dispose();
    }
}
