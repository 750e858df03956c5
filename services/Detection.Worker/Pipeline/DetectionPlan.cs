using Detection.Contracts;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Serving;

namespace Detection.Worker.Pipeline;

/// <summary>What a command's options mean on this worker. Keeps its model from being freed until disposed.</summary>
internal sealed record DetectionPlan(DetectorLease Lease, DetectParameters Parameters, bool Annotate) : IDisposable
{
    private const double DefaultConfidence = 0.25;
    private const double DefaultIoU = 0.7;
    private const int DefaultMaxDetections = 300;

    public IDetector Detector => Lease.Detector;

    /// <summary>What the model sees is decoded for, whether anything is drawn or not: that must not change what it finds.</summary>
    public DecodeTarget DecodeTarget => Detector.Model.DecodeTarget;

    /// <exception cref="DetectionRejectedException">An option is out of range, or names a model or class that is not there.</exception>
    public static DetectionPlan Of(DetectionOptions? options, IModelRegistry models)
    {
        if (OptionRanges.Explain(options) is { Count: > 0 } errors)
            throw new DetectionRejectedException(ErrorCodes.OptionsInvalid, string.Join(" ", errors));

        var lease = Rent(options?.Model, models);
        try
        {
            var parameters = new DetectParameters(
                (float)(options?.Confidence ?? DefaultConfidence),
                (float)(options?.IoU ?? DefaultIoU),
                options?.MaxDetections ?? DefaultMaxDetections,
                ClassesOf(options?.Classes, lease.Detector.Model));
            return new DetectionPlan(lease, parameters, options?.Annotate ?? true);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public void Dispose() => Lease.Dispose();

    private static DetectorLease Rent(string? name, IModelRegistry models) => models.TryRent(name, out var lease)
        ? lease
        : throw new DetectionRejectedException(
            ErrorCodes.ModelUnknown,
            $"This worker has no model '{name}'; it has {string.Join(", ", models.Current.Models.Select(model => model.Name))}.");

    private static IReadOnlySet<int>? ClassesOf(IReadOnlyList<string>? names, ModelInfo model)
    {
        if (names is not { Count: > 0 })
            return null;
        var ids = ClassNames.Find(names, model.Labels, out var unknown);
        return unknown.Count == 0
            ? ids
            : throw new DetectionRejectedException(ErrorCodes.OptionsInvalid, ClassNames.Explain(model.Name, unknown));
    }
}
