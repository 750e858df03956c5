namespace Detection.Evaluation.Accuracy;

/// <summary>How well one class is found.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Label">The model's name of it.</param>
/// <param name="Truths">Objects in all pictures; at least 1.</param>
/// <param name="Hits">Of them, those found at <see cref="EvaluationReport.Usable"/> confidence and IoU 0.5.</param>
/// <param name="FalseAlarms">Boxes at that confidence that hit nothing.</param>
/// <param name="Ap50">Average precision at IoU 0.5.</param>
/// <param name="Ap5095">Its mean over IoU 0.50, 0.55, … 0.95.</param>
public sealed record ClassFigures(int ClassId, string Label, int Truths, int Hits, int FalseAlarms, double Ap50, double Ap5095);
