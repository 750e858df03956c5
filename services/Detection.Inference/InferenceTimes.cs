namespace Detection.Inference;

/// <summary>Milliseconds of each stage of one picture.</summary>
/// <param name="Letterbox">Scaling and padding into the model's input.</param>
/// <param name="Wait">Until a session was free and began.</param>
/// <param name="Infer">The network itself.</param>
/// <param name="Decode">Output to boxes: threshold, non-maximum suppression, mapping back.</param>
public readonly record struct InferenceTimes(double Letterbox, double Wait, double Infer, double Decode);
