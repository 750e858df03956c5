namespace Detection.Inference.Detecting;

/// <summary>Milliseconds of each stage of one picture.</summary>
/// <param name="Letterbox">Scaling and padding into the model's input.</param>
/// <param name="Wait">For a place in a session or batch, and then for the network to begin; its run is not part of it.</param>
/// <param name="Infer">The network itself: the whole run, where several pictures shared it.</param>
/// <param name="Decode">Output to boxes: threshold, non-maximum suppression, mapping back.</param>
public readonly record struct InferenceTimes(double Letterbox, double Wait, double Infer, double Decode);
