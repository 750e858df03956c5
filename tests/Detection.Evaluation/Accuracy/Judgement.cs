namespace Detection.Evaluation.Accuracy;

/// <summary>A found box, judged.</summary>
public readonly record struct Judgement(double Confidence, Verdict Verdict);
