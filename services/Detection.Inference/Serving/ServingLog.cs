using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Logs about models that change at run time. Event ids 3020 to 3029.</summary>
internal static partial class ServingLog
{
    /// <summary>Logs the differences between two catalogues.</summary>
    public static void LogChange(this ILogger logger, Catalogue earlier, Catalogue later)
    {
        foreach (var model in earlier.Offered.Except(later.Offered).Select(generation => generation.Model))
        {
            if (later.Find(model.Name) is { } successor)
                logger.LogReplaced(model.Name, successor.Model.File);
            else if (model.BuiltIn)
                logger.LogGaveWay(model.Name);
            else
                logger.LogWithdrawn(model.Name, model.File);
        }

        if (later.Default.Model.Name != earlier.Default.Model.Name)
            logger.LogNewDefault(later.Default.Model.Name, earlier.Default.Model.Name);
    }

    [LoggerMessage(3020, LogLevel.Information,
        "Model {Model} now runs the content of {File}; the earlier content is freed after its last picture.")]
    private static partial void LogReplaced(this ILogger logger, string model, string file);

    [LoggerMessage(3021, LogLevel.Warning, "Model {Model} stays as it was: {File} has changed and cannot be used. {Reason}")]
    public static partial void LogKept(this ILogger logger, string model, string file, string reason);

    [LoggerMessage(3022, LogLevel.Information, "Model {Model} is withdrawn: {File} is gone.")]
    private static partial void LogWithdrawn(this ILogger logger, string model, string file);

    [LoggerMessage(3023, LogLevel.Warning,
        "The file of the default model {Model} is gone: {File}. The model stays in use until another can be the default; after a restart it is missing.")]
    public static partial void LogLingers(this ILogger logger, string model, string file);

    [LoggerMessage(3024, LogLevel.Information, "The default model is now {Model}; it was {Earlier}.")]
    private static partial void LogNewDefault(this ILogger logger, string model, string earlier);

    [LoggerMessage(3025, LogLevel.Warning, "The model folders cannot be searched; the models stay as they are. {Reason}")]
    public static partial void LogNotSearched(this ILogger logger, string reason);

    [LoggerMessage(3026, LogLevel.Information, "The model folders can be searched again.")]
    public static partial void LogSearchedAgain(this ILogger logger);

    [LoggerMessage(3027, LogLevel.Error, "Unexpected error while scanning for new and changed models; the models stay as they are until the next scan.")]
    public static partial void LogLookFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3028, LogLevel.Information, "The built-in model {Model} is withdrawn: the folders now hold models.")]
    private static partial void LogGaveWay(this ILogger logger, string model);

    [LoggerMessage(3029, LogLevel.Warning, "Some sessions of the default model {Model} could not be opened; it runs with fewer.")]
    public static partial void LogNotFilled(this ILogger logger, string model, Exception exception);
}
