using Detection.Inference.Decoding;
using Detection.Inference.Execution;

namespace Detection.Inference.Loading;

/// <summary>How far outputs may be from those of the model's file on the CPU in the self-test.</summary>
/// <param name="Score">Largest difference of any score.</param>
/// <param name="MeanPixels">Mean difference of the boxes' numbers.</param>
internal readonly record struct Tolerance(float Score, float MeanPixels)
{
    /// <summary>
    /// The same sums, but for the last steps from a logit to a score and from a distribution to a box. A picture that shows
    /// nothing has scores of 0.00001: these must be the same, too.
    /// </summary>
    public static readonly Tolerance Rounding = new(1e-6f, 0.01f) { ScoreShare = 1e-3f, MostPixels = 0.05f };

    /// <summary>
    /// Single precision throughout: sums in another order, and Winograd's transforms, change the last few of 24 bits of
    /// mantissa, amplified over some sixty layers.
    /// </summary>
    public static readonly Tolerance SinglePrecision = new(0.02f, 0.25f);

    /// <summary>Factors have 10 bits of mantissa (TF32), sums 23: a 2,000th of each product, amplified over the layers.</summary>
    public static readonly Tolerance TensorFloat = new(0.05f, 1f);

    /// <summary>
    /// As TF32, but what is between layers is stored with those 10 bits as well, pixels included: from 512 on they are half
    /// a pixel apart, from 1,024 on one, and so on. Two such steps are allowed.
    /// </summary>
    /// <param name="side">The input's longer side, in pixels.</param>
    public static Tolerance HalfPrecision(int side) =>
        new(TensorFloat.Score, MathF.Max(TensorFloat.MeanPixels, 2 * (float)(Half.BitIncrement((Half)side) - (Half)side)));

    /// <summary>Share of the score by which it may differ in addition.</summary>
    public float ScoreShare { get; private init; } = 0;

    /// <summary>Largest difference of any of the boxes' numbers.</summary>
    public float MostPixels { get; private init; } = float.PositiveInfinity;

    /// <summary>Whether an output is near enough.</summary>
    /// <param name="expected">[rows, anchors], row after row.</param>
    /// <param name="actual">Of the same length.</param>
    /// <param name="boxes">How many of the values are of boxes; the others are scores.</param>
    public bool Holds(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, int boxes)
    {
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = MathF.Abs(expected[i] - actual[i]);
            if (difference > (i < boxes ? MostPixels : Score + (ScoreShare * expected[i])))
                return false;
            sum += i < boxes ? difference : 0;
        }

        return sum <= MeanPixels * boxes;
    }

    /// <summary>
    /// The same for lists of boxes: each that is sure has its like in the other list, both ways. Where in the list does not
    /// matter, as equally sure boxes may change places, and the unsure ones at its end may be any.
    /// </summary>
    public bool HoldsList(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Holds(expected, actual) && Holds(actual, expected);

    private bool Holds(ReadOnlySpan<float> some, ReadOnlySpan<float> all)
    {
        const float Sure = 0.25f;
        for (; some.Length >= BoxList.Columns; some = some[BoxList.Columns..])
        {
            if (some[4] > Sure + Score && !HasLike(some[..BoxList.Columns], all))
                return false;
        }

        return true;
    }

    private bool HasLike(ReadOnlySpan<float> box, ReadOnlySpan<float> others)
    {
        // A single number of a box may be off by more than the mean is.
        var pixels = MathF.Min(4 * MeanPixels, MostPixels);
        for (; others.Length >= BoxList.Columns; others = others[BoxList.Columns..])
        {
            var (like, i) = (MathF.Abs(box[4] - others[4]) <= Score && MathF.Round(box[5]) == MathF.Round(others[5]), 0);
            for (; like && i < 4; i++)
                like = MathF.Abs(box[i] - others[i]) <= pixels;
            if (like)
                return true;
        }

        return false;
    }

    /// <param name="setup">Holds the provider's precision.</param>
    /// <param name="side">The input's longer side, in pixels.</param>
    public static Tolerance Of(SessionSetup setup, int side) =>
        IsOn(setup.TensorRt, "trt_fp16_enable") ? HalfPrecision(side)
        // TensorRT itself uses TF32 unless it is forbidden, which ONNX Runtime has no option for.
        : setup.TensorRt.Count > 0 || IsOn(setup.Cuda, "use_tf32") ? TensorFloat
        : SinglePrecision;

    private static bool IsOn(IReadOnlyDictionary<string, string> settings, string key) =>
        settings.TryGetValue(key, out var value) && value is "1" or "true" or "True";
}
