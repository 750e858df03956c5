using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Serving;

/// <summary>Decides which model is used if a request names none.</summary>
internal static class DefaultModel
{
    private const string Usual = "yolov8n";

    /// <summary>
    /// The one that the options name; else <c>yolov8n</c>; else the first by name, those of dynamic size (which waste no
    /// work on padding) before those of fixed size. The built-in one is not chosen over others, nor in the place of a file
    /// that is there and bad, nor where the folders were to hold one: a wrong path is not to be answered with shapes.
    /// </summary>
    /// <exception cref="ModelLoadException">The one named is missing or was rejected, or there is none at all.</exception>
    public static ModelInfo Choose(InferenceOptions options, IReadOnlyList<ModelInfo> models, IReadOnlyList<RejectedModel> rejected)
    {
        if (Find(options, models, rejected) is { } found)
            return found;
        if (options.DefaultModel is not { } name)
        {
            throw new ModelLoadException(
                $"There is no usable model{(models.Count > 0 ? " but the built-in one, which is no default unless it is named" : "")}. {Searched(options, models, rejected)}");
        }

        throw rejected.FirstOrDefault(r => r.Name == name) is { } bad
            ? new ModelLoadException(bad.File, $"{bad.Reason} It is the default model, so the service cannot start without it.")
            : new ModelLoadException($"The default model '{name}' is missing. {Searched(options, models, rejected)}");
    }

    /// <summary>As <see cref="Choose"/>; null where that throws.</summary>
    public static ModelInfo? Find(InferenceOptions options, IReadOnlyList<ModelInfo> models, IReadOnlyList<RejectedModel> rejected)
    {
        if (options.DefaultModel is { } name)
            return models.FirstOrDefault(m => m.Name == name);
        var others = models.Where(m => !m.BuiltIn).ToArray();
        return others.FirstOrDefault(m => m.Name == Usual)
            ?? others.OrderByDescending(m => m.DynamicSize).ThenBy(m => m.Name, StringComparer.Ordinal).FirstOrDefault()
            ?? (rejected.Count == 0 && options.BuiltIn is { InsteadOfNone: true } ? models.SingleOrDefault() : null);
    }

    private static string Searched(InferenceOptions options, IReadOnlyList<ModelInfo> models, IReadOnlyList<RejectedModel> rejected)
    {
        var lines = new List<string> { "Searched:" };
        lines.AddRange(options.ModelFolders.Select(f => $"  {Path.GetFullPath(f)}"));
        lines.AddRange(models.Select(m => $"Usable: {m.Name} ({m.File})"));
        lines.AddRange(rejected.Select(r => $"Rejected: {r.File}: {r.Reason}"));
        return string.Join(Environment.NewLine, [.. lines, Advice.GetAModel]);
    }
}
