using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>
/// Does for the anchors that count what the end of YOLOv8's graph does for all: the sigmoid of a score, and the box of four
/// distributions.
/// </summary>
/// <remarks>
/// Each side's distance from the cell's centre is the mean of a distribution over <see cref="HeadMaps.Bins"/> strides
/// (Li et al., 2020, "Generalized Focal Loss", arXiv:2006.04388, section 3.2).
/// </remarks>
internal static class HeadDecoder
{
    // More than the rounding of a logarithm can come to, and less than matters: what is too low goes when it is a confidence.
    private const float Slack = 1e-3f;

    /// <summary>Adds the candidates of one picture, in the order of the anchors.</summary>
    /// <param name="heads">The network's output.</param>
    /// <param name="threshold">0 to 1.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="candidates">Where to add.</param>
    /// <exception cref="ModelOutputException">A score is none.</exception>
    public static void Decode(HeadMaps heads, float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        var least = MathF.Log(threshold / (1 - threshold)) - Slack;
        foreach (ref readonly var map in heads.Maps)
        {
            AnchorScan.Run(
                map.Scores!.GetTensorDataAsSpan<float>(), map.Cells, least, threshold, classes, new DistributedBoxes(map), candidates);
        }
    }

    /// <summary>All anchors as the model's own end has them, for comparison: [4 + classes, anchors].</summary>
    public static float[] Expand(HeadMaps heads)
    {
        var rows = new float[(4 + heads.Classes) * heads.Anchors];
        var first = 0;
        foreach (ref readonly var map in heads.Maps)
        {
            var boxes = new DistributedBoxes(map);
            var scores = map.Scores!.GetTensorDataAsSpan<float>();
            for (var cell = 0; cell < map.Cells; cell++)
            {
                var at = rows.AsSpan(first + cell);
                var box = boxes.At(cell, 0, 0);
                (at[0], at[heads.Anchors]) = ((box.X1 + box.X2) / 2, (box.Y1 + box.Y2) / 2);
                (at[2 * heads.Anchors], at[3 * heads.Anchors]) = (box.X2 - box.X1, box.Y2 - box.Y1);
                for (var id = 0; id < heads.Classes; id++)
                    at[(4 + id) * heads.Anchors] = boxes.Confidence(scores[(id * map.Cells) + cell]);
            }

            first += map.Cells;
        }

        return rows;
    }
}
