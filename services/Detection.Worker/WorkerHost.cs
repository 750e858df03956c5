using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Hosting.Options;
using Detection.Hosting.Starting;
using Detection.Imaging;
using Detection.Inference;
using Detection.Inference.Detecting;
using Detection.Inference.Metrics;
using Detection.Inference.Serving;
using Detection.Storage;
using Detection.Worker.Metrics;
using Detection.Worker.Models;
using Detection.Worker.Pipeline;
using Detection.Worker.Settings;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>What a worker is made of.</summary>
public static class WorkerHost
{
    /// <summary>Adds the worker's services.</summary>
    public static IServiceCollection AddDetectionWorker(this IServiceCollection services)
    {
        services.AddCheckedOptions<WorkerOptions, WorkerOptionRules>();
        services.AddCheckedOptions<InferenceSettings, InferenceSettingRules>();
        services.AddDetectionStorage();
        services.AddDetectionModels();
        services.AddDetectionPipeline();
        services.AddHostedService<WorkerReporter>();
        return services;
    }

    /// <summary>The worker's part of the bus.</summary>
    public static void AddDetectionWorker(this IBusRegistrationConfigurator bus)
    {
        bus.CorrelateBy(DetectionIds.Property);
        bus.AddConsumer<DetectImageConsumer, DetectImageConsumerDefinition>();
    }

    private static void AddDetectionModels(this IServiceCollection services)
    {
        services.AddHostedService<ModelStartup>();
        services.AddSingleton<IModelRegistry>(provider => ModelRegistry.Load(
            provider.GetRequiredService<IOptions<InferenceSettings>>().Value.ToOptions(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Detection.Inference.Models"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<GpuHealth>(),
            // Loading takes a while, and whoever stops the process does not wait for it.
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        services.AddSingleton<GpuHealth>();
        services.AddProcessRestart();
        services.AddHostedService<GpuWatchdog>();
        services.AddSingleton(provider => new Lazy<IModelRegistry>(provider.GetRequiredService<IModelRegistry>));
        services.AddSingleton(provider =>
        {
            var models = provider.GetRequiredService<IModelRegistry>();
            return new ModelMetrics(() => models.Current.Models);
        });
        services.AddSingleton(provider => new Lazy<ModelMetrics>(provider.GetRequiredService<ModelMetrics>));
    }

    private static void AddDetectionPipeline(this IServiceCollection services)
    {
        services.AddSingleton<WorkerIdentity>();
        services.AddSingleton<PicturesInWork>();
        services.AddSingleton(provider => new ImageLimits { MaxPixels = (long)(Options(provider).MaxMegapixels * 1e6) });
        services.AddSingleton(provider => new PixelBudget((long)(Options(provider).MegapixelsInWork * 1e6)));
        services.AddSingleton(provider => new ImagingThreads(Options(provider).EffectiveImagingThreads, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ImageDecoder>();
        services.AddSingleton(provider => new Annotator(Options(provider).JpegQuality));
        services.AddSingleton<PictureSource>();
        services.AddSingleton<PictureLoader>();
        services.AddSingleton<PictureAnnotator>();
        services.AddSingleton<DetectionPipeline>();
        services.AddMetrics();
        services.AddSingleton<WorkerMetrics>();

        static WorkerOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<WorkerOptions>>().Value;
    }
}
