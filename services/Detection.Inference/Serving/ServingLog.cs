using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>What is said of models that change at run time. Event ids 3020 to 3029.</summary>
internal static partial class ServingLog
{
    /// <summary>Tells what the later catalogue has that the earlier had not, and the other way round.</summary>
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
        "Model {Model} is now the one that {File} holds; what was loaded before is freed after its last picture.")]
    private static partial void LogReplaced(this ILogger logger, string model, string file);

    [LoggerMessage(3021, LogLevel.Warning, "Model {Model} stays what it was: {File} has changed and cannot be used. {Reason}")]
    public static partial void LogKept(this ILogger logger, string model, string file, string reason);

    [LoggerMessage(3022, LogLevel.Information, "Model {Model} is withdrawn: {File} is gone.")]
    private static partial void LogWithdrawn(this ILogger logger, string model, string file);

    [LoggerMessage(3023, LogLevel.Warning,
        "The file of the default model {Model} is gone, {File}. The model goes on until another can be the default; the next start would not find it.")]
    public static partial void LogLingers(this ILogger logger, string model, string file);

    [LoggerMessage(3024, LogLevel.Information, "The default model is now {Model}; it was {Earlier}.")]
    private static partial void LogNewDefault(this ILogger logger, string model, string earlier);

    [LoggerMessage(3025, LogLevel.Warning, "The models stay as they are for now: {Reason}")]
    public static partial void LogNotSearched(this ILogger logger, string reason);

    [LoggerMessage(3026, LogLevel.Information, "The model folders can be searched again.")]
    public static partial void LogSearchedAgain(this ILogger logger);

    [LoggerMessage(3027, LogLevel.Error, "Looking for new and changed models failed; the models stay as they are, and the next look comes as planned.")]
    public static partial void LogLookFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3028, LogLevel.Information, "The built-in model {Model} gives way to the folders' models.")]
    private static partial void LogGaveWay(this ILogger logger, string model);

    [LoggerMessage(3029, LogLevel.Warning, "Not all sessions of the default model {Model} could be opened; it goes on with those there are.")]
    public static partial void LogNotFilled(this ILogger logger, string model, Exception exception);
}
