using System.Diagnostics.CodeAnalysis;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Serving;

namespace Detection.Worker.Tests.Support;

/// <summary>A model whose output never makes sense.</summary>
internal sealed class BrokenModel(ModelInfo model) : IModelRegistry, IDetector
{
    public ModelInfo Model => model;

    public ModelSnapshot Current => new([model], model.Name, []);

    public bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease)
    {
        lease = new DetectorLease(this);
        return true;
    }

    public ValueTask<InferenceResult> DetectAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct) =>
        throw new ModelOutputException("The network put out a score of 3; scores are 0 to 1.");
}
