namespace Detection.Evaluation.Accuracy;

/// <summary>How well objects of a size are found.</summary>
/// <param name="Range">The longer side of their boxes.</param>
/// <param name="Truths">Objects in all pictures.</param>
/// <param name="Ap50">Average precision at IoU 0.5, mean over the classes that have such objects; null where none has.</param>
public sealed record SizeFigures(SizeRange Range, int Truths, double? Ap50);
