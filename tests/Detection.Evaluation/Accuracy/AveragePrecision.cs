namespace Detection.Evaluation.Accuracy;

/// <summary>The area under a class's curve of precision over recall, as COCO approximates it.</summary>
/// <remarks>
/// The mean, over the recalls 0, 0.01, … 1, of the best precision that is reached at that recall or a higher one
/// (pycocotools, <c>COCOeval.accumulate</c>).
/// </remarks>
public static class AveragePrecision
{
    private const int LastPoint = 100;

    /// <summary>Averages the precision.</summary>
    /// <param name="judgements">Of all pictures, one picture after the other; equals in confidence keep that order.</param>
    /// <param name="truths">How many objects there are in all pictures, at least 1.</param>
    /// <returns>0 to 1.</returns>
    public static double Of(IEnumerable<Judgement> judgements, int truths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(truths, 1);
        var ranked = judgements.Where(j => j.Verdict != Verdict.Ignored).OrderByDescending(j => j.Confidence).ToArray();

        // best[h]: the best precision among ranks with h hits or more.
        var best = new double[truths + 1];
        var hits = 0;
        for (var rank = 0; rank < ranked.Length; rank++)
        {
            if (ranked[rank].Verdict == Verdict.Hit)
                hits++;
            best[hits] = Math.Max(best[hits], (double)hits / (rank + 1));
        }

        for (var h = truths - 1; h >= 0; h--)
            best[h] = Math.Max(best[h], best[h + 1]);

        var sum = 0.0;
        for (var point = 0; point <= LastPoint; point++)
            sum += best[HitsFor(point, truths)];
        return sum / (LastPoint + 1);
    }

    // The fewest hits whose recall is point / 100 or more. In whole numbers: a recall that only rounding puts below a point
    // would cost a hundredth.
    private static int HitsFor(int point, int truths) => (int)((((long)point * truths) + LastPoint - 1) / LastPoint);
}
