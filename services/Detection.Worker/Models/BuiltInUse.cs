using Detection.Inference.Options;

namespace Detection.Worker.Models;

/// <summary>When the model that comes with the program is offered: the words of <see cref="InferenceSettings.BuiltInModel"/>.</summary>
internal static class BuiltInUse
{
    /// <summary>Only where no folder is configured, and those searched then hold no .onnx file.</summary>
    public const string Auto = "auto";

    /// <summary>Beside the others too, and not their default.</summary>
    public const string Always = "always";

    /// <summary>Not at all.</summary>
    public const string Never = "never";

    /// <summary>Whether <paramref name="setting"/> is <paramref name="word"/>, in any case.</summary>
    public static bool Is(this string setting, string word) => string.Equals(setting, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The built-in model as the inference library is told of it; null where it is not wanted or not there.</summary>
    /// <param name="settings">Word and file.</param>
    /// <param name="foldersConfigured">A folder that somebody named and that holds nothing is a mistake, not a wish for shapes.</param>
    public static BuiltInModel? Of(InferenceSettings settings, bool foldersConfigured)
    {
        var always = settings.BuiltInModel.Is(Always);
        var wanted = always || (settings.BuiltInModel.Is(Auto) && !foldersConfigured);
        return wanted && File.Exists(settings.BuiltInFile)
            ? new BuiltInModel(Path.GetFullPath(settings.BuiltInFile), InsteadOfNone: !foldersConfigured, BesideOthers: always)
            : null;
    }
}
