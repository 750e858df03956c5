using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>Checks the boxes of a picture that are above the threshold.</summary>
internal static class BoxRange
{
    /// <summary>
    /// Strides that a box may reach beyond the input: from a cell at its edge, YOLOv8's head regresses 15 to each side.
    /// </summary>
    private const int Reach = 32;

    /// <param name="boxes">In pixels of the input.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="height">Of the input, in pixels.</param>
    /// <param name="stride">Of the model, in pixels.</param>
    /// <exception cref="ModelOutputException">One is no box about the input, or none has an area.</exception>
    public static void Verify(ReadOnlySpan<Candidate> boxes, int width, int height, int stride)
    {
        float reach = Reach * stride, right = width + reach, bottom = height + reach;
        var (flat, normalised) = (0, 0);
        foreach (ref readonly var box in boxes)
        {
            // A comparison with what is no number is false.
            if (!(box.X1 >= -reach && box.Y1 >= -reach && box.X2 <= right && box.Y2 <= bottom && box.X1 <= box.X2 && box.Y1 <= box.Y2))
                throw new ModelOutputException($"The network put out a box from ({box.X1}, {box.Y1}) to ({box.X2}, {box.Y2}) on an input of {width}x{height} pixels.");
            if (!(box.Area > 0))
                flat++;
            if (box.X2 <= 1 && box.Y2 <= 1)
                normalised++;
        }

        // One among others may be rounding, in half precision.
        if (flat > 0 && flat == boxes.Length)
            throw new ModelOutputException($"The network put out {(flat == 1 ? "a box" : $"{flat} boxes")} without an area, and no other.");
        if (normalised > 0 && normalised == boxes.Length)
            throw new ModelOutputException("The network put out boxes that all lie within the first pixel: their numbers seem to be shares of the input, not pixels.");
    }
}
