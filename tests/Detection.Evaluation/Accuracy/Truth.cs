namespace Detection.Evaluation.Accuracy;

/// <summary>An object that is in a picture.</summary>
/// <param name="ClassId">Index into the model's labels.</param>
/// <param name="Box">Where.</param>
public readonly record struct Truth(int ClassId, Box Box);
