namespace Detection.Evaluation.Accuracy;

/// <summary>An object that a model says is in a picture.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Box">Where.</param>
public readonly record struct Found(int ClassId, double Confidence, Box Box);
