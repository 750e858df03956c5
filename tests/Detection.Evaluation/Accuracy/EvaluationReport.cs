namespace Detection.Evaluation.Accuracy;

/// <summary>How well a model finds what is in a set of pictures.</summary>
/// <param name="Pictures">How many.</param>
/// <param name="Truths">Objects in them.</param>
/// <param name="Ap50">Average precision at IoU 0.5, mean over the classes present.</param>
/// <param name="Ap5095">The mean of that over IoU 0.50, 0.55, … 0.95.</param>
/// <param name="FalseAlarmsPerPicture">Boxes at <see cref="Usable"/> confidence, of any class, that hit nothing.</param>
/// <param name="Classes">The classes present, by id.</param>
/// <param name="Sizes">One for each of <see cref="SizeRange.Usual"/>.</param>
public sealed record EvaluationReport(
    int Pictures,
    int Truths,
    double Ap50,
    double Ap5095,
    double FalseAlarmsPerPicture,
    IReadOnlyList<ClassFigures> Classes,
    IReadOnlyList<SizeFigures> Sizes)
{
    /// <summary>The confidence from which on a box is taken seriously, where hits and false alarms are counted.</summary>
    public const double Usable = 0.5;
}
