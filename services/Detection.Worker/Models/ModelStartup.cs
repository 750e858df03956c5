using Detection.Hosting.Starting;
using Detection.Imaging;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Detection.Inference.Serving;
using Microsoft.Extensions.Options;

namespace Detection.Worker.Models;

/// <summary>Sets OpenCV up and loads and self-tests the models before the worker takes its first command.</summary>
internal sealed partial class ModelStartup(
    Lazy<IModelRegistry> models, Lazy<ModelMetrics> metrics, IOptions<InferenceSettings> settings, ILogger<ModelStartup> logger) : StartupStep
{
    protected override Task RunAsync(CancellationToken cancellationToken)
    {
        // Pictures are worked on side by side; threads inside one would only get into each other's way.
        OpenCv.Initialize(threads: 1);
        try
        {
            Tell(models.Value.Current.Default);
            _ = metrics.Value; // Observed from its creation on.
            return Task.CompletedTask;
        }
        catch (ModelLoadException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    private void Tell(ModelInfo model)
    {
        // Named in the settings, it is no surprise to anybody.
        if (model.BuiltIn && string.IsNullOrWhiteSpace(settings.Value.DefaultModel))
        {
            var then = settings.Value.ModelScanSeconds > 0 ? "it is taken up by itself" : "then start again";
            LogBuiltIn(logger, model.Name, string.Join(", ", model.Labels), Environment.CurrentDirectory, then, CocoModel.Command);
        }
    }

    // A warning: where a folder of models should have been, photographs would come back empty.
    [LoggerMessage(2201, LogLevel.Warning,
        "No other model was found, so the built-in one runs: {Model}, which finds {Labels} and nothing else. "
        + "For photographs (COCO's 80 classes, weights under the AGPL-3.0), run this in {Folder}, {Then}: {Command}")]
    private static partial void LogBuiltIn(ILogger logger, string model, string labels, string folder, string then, string command);
}
