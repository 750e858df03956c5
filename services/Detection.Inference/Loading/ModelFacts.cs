using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = Detection.Inference.Models.ModelMetadata;

namespace Detection.Inference.Loading;

/// <summary>A model's metadata and interface, read from its file and checked.</summary>
/// <param name="File">The file.</param>
/// <param name="Metadata">Task, labels, stride.</param>
/// <param name="Interface">Input and output.</param>
internal sealed record ModelFacts(ModelFile File, ModelMetadata Metadata, ModelInterface Interface)
{
    public string Name => ModelFolders.NameOf(File.Path);

    /// <summary>The facts that its sessions need.</summary>
    public SlotSpec Spec => new(File.Path, Interface.Height * Interface.Width, 4 + Metadata.Labels.Count)
    {
        Output = Interface.Output,
        Largest = (Interface.Width, Interface.Height),
    };

    /// <exception cref="ModelLoadException">It is no YOLOv8 detection model.</exception>
    public static ModelFacts Read(ModelFile file, InferenceSession session)
    {
        var metadata = ModelMetadata.Read(file.Path, session.ModelMetadata.CustomMetadataMap);
        return new ModelFacts(
            file, metadata, ModelInterface.Check(file.Path, Specs(session.InputMetadata), Specs(session.OutputMetadata), metadata));
    }

    private static List<TensorSpec> Specs(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        [.. nodes.Select(n => n.Value.IsTensor
            ? new TensorSpec(n.Key, n.Value.ElementDataType.ToString().ToLowerInvariant(), n.Value.Dimensions)
            : new TensorSpec(n.Key, n.Value.OnnxValueType.ToString().ToLowerInvariant(), []))];
}
