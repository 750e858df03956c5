using Detection.Hosting;
using Detection.Imaging;
using Detection.Inference;

namespace Detection.Worker.Models;

/// <summary>Sets OpenCV up and loads and self-tests the models before the worker takes its first command.</summary>
internal sealed class ModelStartup(Lazy<ModelRegistry> models) : StartupStep
{
    protected override Task RunAsync(CancellationToken cancellationToken)
    {
        // Pictures are worked on side by side; threads inside one would only get into each other's way.
        OpenCv.Initialize(threads: 1);
        try
        {
            _ = models.Value;
            return Task.CompletedTask;
        }
        catch (ModelLoadException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }
}
