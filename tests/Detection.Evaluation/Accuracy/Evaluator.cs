namespace Detection.Evaluation.Accuracy;

/// <summary>Computes <see cref="EvaluationReport"/>s the way COCO's figures are computed.</summary>
public static class Evaluator
{
    /// <summary>IoU 0.50, 0.55, … 0.95. From whole numbers, so that 0.6 is 0.6.</summary>
    private static readonly double[] Thresholds = [.. Enumerable.Range(10, 10).Select(i => i / 20.0)];

    /// <summary>Evaluates what was found at a confidence from 0.001 on, at most 300 boxes a picture.</summary>
    /// <param name="pictures">At least one with an object.</param>
    /// <param name="labels">Of the model, by class id.</param>
    /// <exception cref="EvaluationException">There is no object in the pictures: there is nothing to measure.</exception>
    public static EvaluationReport Evaluate(IReadOnlyList<JudgedPicture> pictures, IReadOnlyList<string> labels)
    {
        var present = pictures.SelectMany(p => p.Truths).Select(t => t.ClassId).Distinct().Order().ToArray();
        if (present.Length == 0)
            throw new EvaluationException("There is no object in any of the pictures: nothing can be measured.");

        var classes = present.AsParallel().AsOrdered().Select(id => Figures(pictures, id, labels[id])).ToArray();
        var alarms = pictures.SelectMany(p => p.Found).Select(f => f.ClassId).Distinct().Sum(id => Serious(pictures, id, Verdict.FalseAlarm));
        return new EvaluationReport(
            pictures.Count,
            classes.Sum(c => c.Truths),
            classes.Average(c => c.Ap50),
            classes.Average(c => c.Ap5095),
            (double)alarms / pictures.Count,
            classes,
            [.. SizeRange.Usual.Select(range => Figures(pictures, present, range))]);
    }

    private static ClassFigures Figures(IReadOnlyList<JudgedPicture> pictures, int classId, string label)
    {
        var precisions = Thresholds.Select(threshold => Average(pictures, classId, threshold, SizeRange.Everything)!.Value).ToArray();
        return new ClassFigures(
            classId,
            label,
            Count(pictures, classId, SizeRange.Everything),
            Serious(pictures, classId, Verdict.Hit),
            Serious(pictures, classId, Verdict.FalseAlarm),
            precisions[0],
            precisions.Average());
    }

    private static SizeFigures Figures(IReadOnlyList<JudgedPicture> pictures, int[] classes, SizeRange range) =>
        new(range, classes.Sum(id => Count(pictures, id, range)), classes.Average(id => Average(pictures, id, Thresholds[0], range)));

    private static double? Average(IReadOnlyList<JudgedPicture> pictures, int classId, double threshold, SizeRange range)
    {
        var truths = Count(pictures, classId, range);
        return truths == 0 ? null : AveragePrecision.Of(pictures.SelectMany(p => Match(p, classId, threshold, range)), truths);
    }

    private static int Serious(IReadOnlyList<JudgedPicture> pictures, int classId, Verdict verdict) => pictures
        .SelectMany(p => Match(p, classId, Thresholds[0], SizeRange.Everything))
        .Count(j => j.Verdict == verdict && j.Confidence >= EvaluationReport.Usable);

    private static int Count(IReadOnlyList<JudgedPicture> pictures, int classId, SizeRange range) =>
        pictures.Sum(p => p.Truths.Count(t => t.ClassId == classId && range.Holds(t.Box)));

    private static IReadOnlyList<Judgement> Match(JudgedPicture picture, int classId, double threshold, SizeRange range) => Matcher.Match(
        [.. picture.Truths.Where(t => t.ClassId == classId).Select(t => t.Box)],
        picture.Found.Where(f => f.ClassId == classId),
        threshold,
        range);
}
