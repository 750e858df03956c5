using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>Logs about models that are loaded. Event ids 3000 to 3009, and 3015.</summary>
internal static partial class LoadingLog
{
    public static void LogLoaded(this ILogger logger, ModelInfo model)
    {
        var size = $"{model.Labels.Count} classes, {model.InputWidth}x{model.InputHeight}{(model.DynamicSize ? " or smaller" : "")}";
        var milliseconds = model.SelfTest.Milliseconds;
        if (model.GpuUnused)
            LogGpuUnused(logger, model.Name, size, model.Provider, model.Layout, milliseconds, string.Join(", ", model.GpuSigns), model.ProviderNote);
        else if (model.ProviderNote is not null)
            LogSecondBest(logger, model.Name, size, model.Provider, model.Layout, milliseconds, model.ProviderNote);
        else
            LogBest(logger, model.Name, size, model.Provider, model.Layout, milliseconds);
    }

    [LoggerMessage(3002, LogLevel.Warning, "Model {File} is not offered: {Reason}")]
    public static partial void LogRejected(this ILogger logger, string file, string reason);

    [LoggerMessage(3003, LogLevel.Information, "The default model is {Model}.")]
    public static partial void LogDefault(this ILogger logger, string model);

    [LoggerMessage(3005, LogLevel.Information,
        "Building TensorRT's engine of model {Model}, or reading it from the cache. Building takes minutes.")]
    public static partial void LogBuilding(this ILogger logger, string model);

    [LoggerMessage(3008, LogLevel.Warning,
        "Inference:ModelGpuMemoryMiB names models that have no file so far: {Unknown}. Models found: {Known}. "
        + "A model's name is its file's name without .onnx, in the same case.")]
    public static partial void LogUnusedLimits(this ILogger logger, string unknown, string known);

    [LoggerMessage(3009, LogLevel.Error, "Unexpected error while loading model {File}.")]
    public static partial void LogLoadFailed(this ILogger logger, string file, Exception exception);

    [LoggerMessage(3015, LogLevel.Warning,
        "TensorRT's engine of model {Model} is not cached, and each start builds it anew: the model's weights are in separate files, "
        + "and the cache could not tell engines of different weights apart. Export the model into one file to have its engine cached.")]
    public static partial void LogEnginesNotKept(this ILogger logger, string model);

    [LoggerMessage(3000, LogLevel.Information,
        "Model {Model} ({Size}) runs on {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture.")]
    private static partial void LogBest(ILogger logger, string model, string size, string provider, string layout, double milliseconds);

    [LoggerMessage(3001, LogLevel.Information,
        "Model {Model} ({Size}) runs on {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture. "
        + "No better provider: {Note}.")]
    private static partial void LogSecondBest(
        ILogger logger, string model, string size, string provider, string layout, double milliseconds, string note);

    [LoggerMessage(3004, LogLevel.Warning,
        "THE GPU IS NOT USED. Model {Model} ({Size}) runs on the {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture. "
        + "There are signs of a GPU ({Signs}), but: {Note}. "
        + "Set Inference:Provider to cpu if that is intended, or Inference:Strict to true to start only with a GPU.")]
    private static partial void LogGpuUnused(
        ILogger logger, string model, string size, string provider, string layout, double milliseconds, string signs, string? note);

    [LoggerMessage(3006, LogLevel.Information, "Model {Model} runs its whole graph, which is a little slower: {Reason}")]
    public static partial void LogWhole(this ILogger logger, string model, string reason);

    [LoggerMessage(3007, LogLevel.Information, "Model {Model} takes floats on {Provider}, not bytes: {Reason}")]
    public static partial void LogInputKept(this ILogger logger, string model, string provider, string reason);
}
