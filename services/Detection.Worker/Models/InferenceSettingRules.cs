using Detection.Hosting.Options;

namespace Detection.Worker.Models;

/// <summary>Rules of <see cref="InferenceSettings"/>.</summary>
public sealed class InferenceSettingRules() : OptionRules<InferenceSettings>("Inference")
{
    protected override void Check(InferenceSettings options, OptionErrors errors)
    {
        errors.OneOf(nameof(options.BuiltInModel), options.BuiltInModel, BuiltInUse.Auto, BuiltInUse.Always, BuiltInUse.Never);
        if (options.BuiltInModel.Is(BuiltInUse.Always) && !File.Exists(options.BuiltInFile))
            errors.Add(nameof(options.BuiltInModel), $"is 'always', but there is no {options.BuiltInFile}");

        var inference = options.ToOptions();
        foreach (var problem in inference.CheckProviders())
            errors.Add(problem.Key, problem.Complaint);
        if (inference.ModelFolders.Count > 0)
            return;
        if (options.FoldersConfigured)
        {
            errors.Add(nameof(options.ModelFolders), $"is '{options.ModelFolders}', which names no folder; separate folders by ':'");
        }
        else if (inference.BuiltIn is null)
        {
            errors.Add(
                nameof(options.ModelFolders),
                "is not given, neither models/ nor ../shared/models is there, and the built-in model is not used or not there; put a YOLOv8 .onnx file into models/ or set MODELS (infra/models/README.md tells how to get one)");
        }
    }
}
