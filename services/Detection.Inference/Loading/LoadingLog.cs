using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>What the start says about models. Event ids 3000 to 3009.</summary>
internal static partial class LoadingLog
{
    public static void LogLoaded(this ILogger logger, ModelInfo model)
    {
        var size = $"{model.InputWidth}x{model.InputHeight}{(model.DynamicSize ? " or smaller" : "")}";
        if (model.ProviderNote is null)
            LogLoaded(logger, model.Name, model.Labels.Count, size, model.Provider, model.SelfTest.Milliseconds);
        else
            LogLoaded(logger, model.Name, model.Labels.Count, size, model.Provider, model.SelfTest.Milliseconds, model.ProviderNote);
    }

    [LoggerMessage(3000, LogLevel.Information,
        "Model {Model} ({Classes} classes, {Size}) runs on {Provider}; self-test passed, {Milliseconds:0} ms a picture.")]
    private static partial void LogLoaded(ILogger logger, string model, int classes, string size, string provider, double milliseconds);

    [LoggerMessage(3001, LogLevel.Information,
        "Model {Model} ({Classes} classes, {Size}) runs on {Provider}; self-test passed, {Milliseconds:0} ms a picture. "
        + "Not on a GPU: {Note}.")]
    private static partial void LogLoaded(
        ILogger logger, string model, int classes, string size, string provider, double milliseconds, string note);

    [LoggerMessage(3002, LogLevel.Warning, "Model {File} is not offered: {Reason}")]
    public static partial void LogRejected(this ILogger logger, string file, string reason);

    [LoggerMessage(3003, LogLevel.Information, "The default model is {Model}.")]
    public static partial void LogDefault(this ILogger logger, string model);
}
