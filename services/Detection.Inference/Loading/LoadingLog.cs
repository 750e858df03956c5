using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>What the start says about models. Event ids 3000 to 3009, and 3015.</summary>
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
        "Building TensorRT's engine of model {Model}, or reading it where it was built before. Building takes minutes.")]
    public static partial void LogBuilding(this ILogger logger, string model);

    [LoggerMessage(3008, LogLevel.Warning,
        "Inference:ModelGpuMemoryMiB limits models that no file provides so far: {Unknown}. There are so far: {Known}. "
        + "A model is called what its file is, without .onnx and in the same case.")]
    public static partial void LogUnusedLimits(this ILogger logger, string unknown, string known);

    [LoggerMessage(3009, LogLevel.Error, "Loading model {File} failed in a way that was not foreseen.")]
    public static partial void LogLoadFailed(this ILogger logger, string file, Exception exception);

    [LoggerMessage(3015, LogLevel.Warning,
        "TensorRT's engine of model {Model} is not kept, and each start builds it anew: the model's weights lie in files of their own, "
        + "and an engine of other weights could not be told from it. Export it into one file to have it kept.")]
    public static partial void LogEnginesNotKept(this ILogger logger, string model);

    [LoggerMessage(3000, LogLevel.Information,
        "Model {Model} ({Size}) runs on {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture.")]
    private static partial void LogBest(ILogger logger, string model, string size, string provider, string layout, double milliseconds);

    [LoggerMessage(3001, LogLevel.Information,
        "Model {Model} ({Size}) runs on {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture. "
        + "Why on no better provider: {Note}.")]
    private static partial void LogSecondBest(
        ILogger logger, string model, string size, string provider, string layout, double milliseconds, string note);

    [LoggerMessage(3004, LogLevel.Warning,
        "THE GPU IS NOT USED. Model {Model} ({Size}) runs on the {Provider}, {Layout}; self-test passed, {Milliseconds:0} ms a picture. "
        + "There are signs of a GPU ({Signs}), but: {Note}. "
        + "Set Inference:Provider to cpu if that is as it should be, or Inference:Strict to true to start only with a GPU.")]
    private static partial void LogGpuUnused(
        ILogger logger, string model, string size, string provider, string layout, double milliseconds, string signs, string? note);

    [LoggerMessage(3006, LogLevel.Information, "Model {Model} runs with all of its graph, a little slower: {Reason}")]
    public static partial void LogWhole(this ILogger logger, string model, string reason);

    [LoggerMessage(3007, LogLevel.Information, "Model {Model} takes floats on {Provider}, not bytes: {Reason}")]
    public static partial void LogInputKept(this ILogger logger, string model, string provider, string reason);
}
