namespace Detection.Evaluation.Accuracy;

/// <summary>Gives found boxes of one class in one picture to the objects of that class.</summary>
/// <remarks>
/// As COCO's evaluation does it (pycocotools, <c>COCOeval.evaluateImg</c>): the surest box first, each takes the free object
/// that it overlaps most, if by the threshold at least. Objects outside the size range are there to be taken when no other
/// can be, and count for nothing; boxes that take none and lie outside the range do not count either.
/// </remarks>
public static class Matcher
{
    /// <summary>Judges all boxes of a class.</summary>
    /// <param name="truths">The objects' boxes.</param>
    /// <param name="found">Of the same class; among equals in confidence the earlier goes first.</param>
    /// <param name="threshold">IoU, above 0 to 1; equal to it is enough.</param>
    /// <param name="range">Which objects count.</param>
    /// <returns>One judgement a box, surest first.</returns>
    public static IReadOnlyList<Judgement> Match(IReadOnlyList<Box> truths, IEnumerable<Found> found, double threshold, SizeRange range)
    {
        var taken = new bool[truths.Count];
        var judged = new List<Judgement>();
        foreach (var box in found.OrderByDescending(f => f.Confidence))
        {
            var best = Best(box.Box, truths, taken, threshold, counted: true, range);
            if (best < 0)
                best = Best(box.Box, truths, taken, threshold, counted: false, range);
            if (best >= 0)
                taken[best] = true;
            judged.Add(new Judgement(box.Confidence, Judge(box.Box, best < 0 ? null : truths[best], range)));
        }

        return judged;
    }

    private static Verdict Judge(Box box, Box? truth, SizeRange range) => truth switch
    {
        { } taken => range.Holds(taken) ? Verdict.Hit : Verdict.Ignored,
        null => range.Holds(box) ? Verdict.FalseAlarm : Verdict.Ignored,
    };

    private static int Best(Box box, IReadOnlyList<Box> truths, bool[] taken, double threshold, bool counted, SizeRange range)
    {
        var (best, most) = (-1, threshold);
        for (var i = 0; i < truths.Count; i++)
        {
            if (taken[i] || range.Holds(truths[i]) != counted)
                continue;
            var overlap = box.IoU(truths[i]);
            if (overlap >= most)
                (best, most) = (i, overlap);
        }

        return best;
    }
}
