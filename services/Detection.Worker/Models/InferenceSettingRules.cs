using Detection.Hosting.Options;

namespace Detection.Worker.Models;

/// <summary>Rules of <see cref="InferenceSettings"/>.</summary>
public sealed class InferenceSettingRules() : OptionRules<InferenceSettings>("Inference")
{
    private const double ShortestScanSeconds = 0.1;

    protected override void Check(InferenceSettings options, OptionErrors errors)
    {
        errors.OneOf(nameof(options.BuiltInModel), options.BuiltInModel, BuiltInUse.Auto, BuiltInUse.Always, BuiltInUse.Never);
        if (options.BuiltInModel.Is(BuiltInUse.Always) && !File.Exists(options.BuiltInFile))
            errors.Add(nameof(options.BuiltInModel), $"is 'always', but there is no {options.BuiltInFile}");

        foreach (var problem in options.ToOptions().CheckProviders())
            errors.Add(problem.Key, problem.Complaint);
        CheckScan(options, errors);
        errors.Range(nameof(options.LoadSeconds), options.LoadSeconds, 1, 86_400, "seconds");
        CheckFolders(options, errors);
    }

    private static void CheckScan(InferenceSettings options, OptionErrors errors)
    {
        errors.Range(nameof(options.ModelScanSeconds), options.ModelScanSeconds, 0, 3600, "seconds");
        if (options.ModelScanSeconds is > 0 and < ShortestScanSeconds)
            errors.Add(nameof(options.ModelScanSeconds), "is less than a tenth of a second; 0 looks only at the start");
    }

    private static void CheckFolders(InferenceSettings options, OptionErrors errors)
    {
        var folders = options.Folders();
        if (options.FoldersConfigured)
        {
            if (folders.Length == 0)
                errors.Add(nameof(options.ModelFolders), $"is '{options.ModelFolders}', which names no folder; separate folders by ':'");
        }
        else if (BuiltInUse.Of(options, foldersConfigured: false) is null && !folders.Any(Directory.Exists))
        {
            errors.Add(
                nameof(options.ModelFolders),
                "is not given, neither models/ nor ../shared/models is there, and the built-in model is not used or not there; put a YOLOv8 .onnx file into models/ or set MODELS (infra/models/README.md tells how to get one)");
        }
    }
}
