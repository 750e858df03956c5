namespace Detection.Contracts;

/// <summary>Allowed ranges of <see cref="DetectionOptions"/>; whoever takes a command checks them.</summary>
public static class OptionRanges
{
    /// <summary>Characters in <see cref="DetectionOptions.Reference"/>.</summary>
    public const int MaxReferenceLength = 256;

    /// <summary>Characters in <see cref="DetectionOptions.Model"/> and in each class.</summary>
    public const int MaxNameLength = 128;

    /// <summary>Entries in <see cref="DetectionOptions.Classes"/>.</summary>
    public const int MaxClasses = 1000;

    /// <summary>Upper end of <see cref="DetectionOptions.MaxDetections"/>.</summary>
    public const int MaxDetections = 1000;

    /// <summary>What is wrong with the options, a sentence each; empty when nothing is.</summary>
    public static IReadOnlyList<string> Explain(DetectionOptions? options)
    {
        var errors = new List<string>();
        if (options is null)
            return errors;

        if (options.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
            errors.Add("confidence must be a number from 0 to 1.");
        if (options.IoU is { } iou && !(iou is >= 0 and <= 1))
            errors.Add("iou must be a number from 0 to 1.");
        if (options.MaxDetections is < 1 or > MaxDetections)
            errors.Add($"maxDetections must be a whole number from 1 to {MaxDetections}.");
        if (options.Classes is { Count: > MaxClasses })
            errors.Add($"classes must be at most {MaxClasses} names or ids.");
        if (options.Classes?.Any(name => string.IsNullOrWhiteSpace(name) || !IsName(name)) == true)
            errors.Add($"classes must be names or ids of 1 to {MaxNameLength} characters, none of them a control character.");
        if (options.Model is { } model && !IsName(model))
            errors.Add($"model must be a name of 1 to {MaxNameLength} characters, none of them a control character.");
        if (options.Reference is { } reference && (reference.Length > MaxReferenceLength || reference.Any(char.IsControl)))
            errors.Add($"reference must be at most {MaxReferenceLength} characters, none of them a control character.");
        return errors;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= MaxNameLength && !text.Any(char.IsControl);
}
