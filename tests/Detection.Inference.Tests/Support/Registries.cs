using Detection.Inference.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detection.Inference.Tests.Support;

/// <summary>Loads models the way hosts do.</summary>
internal static class Registries
{
    public static ModelRegistry Load(string folder, Func<InferenceOptions, InferenceOptions>? change = null)
    {
        var options = new InferenceOptions { ModelFolders = [folder], Provider = "cpu" };
        return ModelRegistry.Load(change?.Invoke(options) ?? options, NullLogger.Instance);
    }
}
