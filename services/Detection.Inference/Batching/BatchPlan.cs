using Detection.Imaging;
using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Batching;

/// <summary>How pictures are gathered.</summary>
/// <param name="Sizes">Sizes that run; the last is the largest.</param>
/// <param name="MaxDelay">Longest that a picture waits for others while nothing runs.</param>
/// <param name="Padding">
/// 0: only pictures of one input size share a batch. Above: also others, as long as no picture's input grows by more than
/// this share of its pixels; 0.25 is a quarter.
/// </param>
/// <param name="WarmShapes">Width and height of the inputs to run once in every size before the first picture comes.</param>
internal sealed record BatchPlan(
    BatchSizes Sizes, TimeSpan MaxDelay, double Padding, IReadOnlyList<(int Width, int Height)> WarmShapes)
{
    /// <summary>What most cameras take, upright and lying: others run as well, and the first of each takes longer.</summary>
    private static readonly (int Width, int Height)[] CommonRatios = [(1, 1), (4, 3), (3, 4), (3, 2), (2, 3), (16, 9), (9, 16)];

    /// <param name="options">Valid ones.</param>
    /// <param name="gpu">Whether a GPU runs the model. A CPU need not be warmed, and gains nothing from padding.</param>
    /// <param name="model">Its input.</param>
    /// <param name="stride">Of the model, in pixels.</param>
    /// <param name="rectangular">Whether inputs may be smaller than the largest.</param>
    public static BatchPlan Of(BatchOptions options, bool gpu, ModelInterface model, int stride, bool rectangular)
    {
        var largest = model.DynamicBatch ? options.MaxBatch : 1;
        return new BatchPlan(
            gpu ? BatchSizes.Few(largest) : BatchSizes.Every(largest),
            TimeSpan.FromMilliseconds(options.MaxBatchDelayMilliseconds),
            options.BatchPaddingPercent / 100.0,
            gpu ? Shapes(model, stride, rectangular && model.DynamicSize) : []);
    }

    private static (int Width, int Height)[] Shapes(ModelInterface model, int stride, bool rectangular) =>
        [.. CommonRatios
            .Select(ratio => LetterboxTransform.Fit(
                ratio.Width * model.Width, ratio.Height * model.Width, model.Width, model.Height, stride, rectangular))
            .Select(fit => (fit.Width, fit.Height))
            .Distinct()];
}
