namespace Detection.Inference.Options;

/// <summary>The model that comes with the program, and when it is offered.</summary>
/// <param name="File">Absolute path of the .onnx file.</param>
/// <param name="InsteadOfNone">
/// Whether it is offered if the folders hold no model file at all. A bad file is an error instead.
/// </param>
/// <param name="BesideOthers">Whether it is offered beside the folders' models; the default only where the options name it.</param>
public sealed record BuiltInModel(string File, bool InsteadOfNone, bool BesideOthers);
