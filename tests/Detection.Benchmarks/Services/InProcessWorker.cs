using Detection.Benchmarks.Pictures;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Hosting.Options;
using Detection.Imaging;
using Detection.Storage;
using Detection.Worker;
using Detection.Worker.Pipeline;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Detection.Benchmarks.Services;

/// <summary>The worker's pipeline as its host composes it, without the bus, and with a blob store in memory.</summary>
internal sealed class InProcessWorker : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DetectionPipeline _pipeline;

    /// <param name="models">MODELS.</param>
    /// <param name="pictures">What the blob store holds.</param>
    /// <param name="log">Hears what the worker says; null: nobody does.</param>
    /// <param name="settings">Configuration keys, such as Inference:Provider.</param>
    /// <exception cref="Detection.Inference.Models.ModelLoadException">The model, or the provider that is asked for, does not load.</exception>
    public InProcessWorker(
        string models, IReadOnlyList<Picture> pictures, ILoggerProvider? log = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Inference:ModelFolders", models)).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IBlobStore>(new MemoryBlobStore([.. pictures.Select(picture => picture.Encoded)]));
        builder.Services.AddCheckedOptions<BusOptions, BusOptionRules>();
        builder.Services.AddSingleton<IConsumerDefinition, DetectImageConsumerDefinition>();
        builder.Services.AddDetectionWorker();
        _host = builder.Build();

        OpenCv.Initialize(threads: 1); // as the worker does at its start
        try
        {
            _pipeline = _host.Services.GetRequiredService<DetectionPipeline>();
            Concurrency = _host.Services.GetRequiredService<IConsumerDefinition>().ConcurrentMessageLimit
                ?? throw new InvalidOperationException("The worker takes on any number of pictures.");
        }
        catch
        {
            _host.Dispose();
            throw;
        }
    }

    /// <summary>Pictures that the worker takes on at once.</summary>
    public int Concurrency { get; }

    /// <summary>Does one picture.</summary>
    /// <param name="picture">Its number.</param>
    /// <param name="annotate">Whether the annotated JPEG is made.</param>
    public Task<DetectionCompleted> DetectAsync(int picture, bool annotate)
    {
        var command = new DetectImage
        {
            DetectionId = Guid.NewGuid(),
            Image = new ImageSource { Blob = MemoryBlobStore.Key(picture) },
            Options = new DetectionOptions { Annotate = annotate },
        };
        return _pipeline.RunAsync(new DetectionJob(command, TimeProvider.System.GetUtcNow()), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        switch (_host)
        {
            case IAsyncDisposable host:
                await host.DisposeAsync();
                break;
            default:
                _host.Dispose();
                break;
        }
    }
}
