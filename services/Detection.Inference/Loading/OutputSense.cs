using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Loading;

/// <summary>Checks the whole output of the self-test's picture, which is more than can be checked for each picture.</summary>
/// <remarks>
/// Every value is finite, and scores are 0 to 1. Where each anchor has scores, one of them is above 0: of a model whose
/// scores are all 0, as quantising boxes and scores together makes it, nothing would ever be found. Boxes are about the
/// picture, in pixels, and are not given by two corners. A list may be empty.
/// </remarks>
internal static class OutputSense
{
    // As many as a real head has at least; what has fewer boxes is too small to be judged by them.
    private const int FewestToJudge = 16;

    /// <summary>What is wrong, to follow "the self-test failed:"; null if nothing is.</summary>
    /// <param name="output">[rows, anchors], row after row, or a list.</param>
    /// <param name="spec">Of the model.</param>
    /// <param name="anchors">Anchors, or places.</param>
    /// <param name="size">Of the input, in pixels.</param>
    /// <param name="stride">Of the model, in pixels.</param>
    public static string? Problem(ReadOnlySpan<float> output, SlotSpec spec, int anchors, (int Width, int Height) size, int stride)
    {
        if (output.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return "its output has values that are not finite";
        return spec.Output == OutputKind.List ? null : Problem(output, anchors, size.Width, size.Height, 32f * stride);
    }

    /// <summary>Whether a model whose anchors have scores has none above 0 on the picture at full size.</summary>
    public static bool IsBlind(ReadOnlySpan<float> output, SlotSpec spec, int anchors) =>
        spec.Output != OutputKind.List && !output[(4 * anchors)..].ContainsAnyExcept(0f);

    private static string? Problem(ReadOnlySpan<float> output, int anchors, int width, int height, float reach)
    {
        var scores = output[(4 * anchors)..];
        if (scores.ContainsAnyExceptInRange(0f, 1f))
            return "its output has scores outside 0 to 1";
        ReadOnlySpan<float> x = output[..anchors], y = output.Slice(anchors, anchors);
        ReadOnlySpan<float> w = output.Slice(2 * anchors, anchors), h = output.Slice(3 * anchors, anchors);
        // Before the ranges: the numbers of corners may be within them.
        if (AreShares(output[..(4 * anchors)], x))
            return "the numbers of its boxes are all 0 to 1, shares of the picture; expected pixels of the input";
        if (AreCorners(x, y, w, h))
            return "its boxes are given by two corners; expected centre, width and height";

        // A box may reach beyond the picture by what a cell of the coarsest grid can regress (16 cells each way).
        return OutOf(x, -reach, width + reach, "centre x") ?? OutOf(y, -reach, height + reach, "centre y")
            ?? OutOf(w, 0, width + reach, "width") ?? OutOf(h, 0, height + reach, "height");
    }

    private static string? OutOf(ReadOnlySpan<float> values, float low, float high, string what) =>
        values.IndexOfAnyExceptInRange(low, high) is >= 0 and var at
            ? $"its output has a box of {what} {values[at]}; expected {low} to {high} pixels"
            : null;

    private static bool AreShares(ReadOnlySpan<float> boxes, ReadOnlySpan<float> x) =>
        x.ContainsAnyExcept(0f) && !boxes.ContainsAnyExceptInRange(-0.5f, 1.5f);

    /// <summary>At the right and lower edge of a picture a box would have to be as wide as its centre is far from the left.</summary>
    private static bool AreCorners(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> w, ReadOnlySpan<float> h)
    {
        var boxes = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] == 0 && w[i] == 0)
                continue;
            if (w[i] < x[i] || h[i] < y[i])
                return false;
            boxes++;
        }

        return boxes >= FewestToJudge;
    }
}
