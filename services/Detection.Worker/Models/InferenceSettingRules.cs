using Detection.Hosting.Options;

namespace Detection.Worker.Models;

/// <summary>Rules of <see cref="InferenceSettings"/>.</summary>
public sealed class InferenceSettingRules() : OptionRules<InferenceSettings>("Inference")
{
    protected override void Check(InferenceSettings options, OptionErrors errors)
    {
        errors
            .OneOf(nameof(options.Provider), options.Provider, "auto", "cuda", "cpu")
            .Range(nameof(options.Sessions), options.Sessions, 0, 1024, "sessions");
        if (options.ToOptions().ModelFolders.Count == 0)
        {
            errors.Add(
                nameof(options.ModelFolders),
                "is not given, and neither models/ nor ../shared/models is there; put a YOLOv8 .onnx file into models/ or set MODELS (infra/models/README.md tells how to get one)");
        }
    }
}
