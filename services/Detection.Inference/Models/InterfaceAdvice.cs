namespace Detection.Inference.Models;

/// <summary>Advice on a model with another interface: one sentence that fits its inputs or outputs, without a full stop.</summary>
internal static class InterfaceAdvice
{
    private const int Masks = 32; // coefficients of a segmentation model's masks

    /// <param name="inputs">As the file declares them.</param>
    public static string OfInput(IReadOnlyList<TensorSpec> inputs) => inputs switch
    {
        [{ Type: "float16" }] => "Export it without half=True",
        [{ Type: "uint8" or "int8" }] => "Export it without int8=True",
        [{ Shape: [_, > 0 and not 3 and var channels, _, _] }] and not [{ Shape: [_, _, _, 3] }] =>
            $"It takes {(channels == 1 ? "1 channel" : $"{channels} channels")}; 3 are needed. Train it on colour pictures",
        [{ Shape: [> 1 and var batch, _, _, _] }] => $"It takes {batch} pictures at once. Export it with batch=1 or dynamic=True",
        [_] => "Export it with Ultralytics, which names and shapes its input so",
        _ => $"It has {inputs.Count} inputs, and a YOLOv8 detection model has one. Use one of those",
    };

    /// <param name="outputs">As the file declares them.</param>
    /// <param name="classes">That it names.</param>
    public static string OfOutput(IReadOnlyList<TensorSpec> outputs, int classes)
    {
        var rows = 4 + classes;
        return outputs.FirstOrDefault(output => output.Name == ModelInterface.OutputName) switch
        {
            null => "Export it with Ultralytics, which names its output so",
            { Type: "float16" } => "Export it without half=True",
            { Type: not "float" and var type } => $"Its values are {type} and must be float. Export it without int8=True",
            { Shape: [_, _, var last] } when last == rows + 1 =>
                "Each anchor has a number more than classes and box, as YOLOv5's and YOLOv7's objectness. Use a YOLOv8 model or a later one",
            { Shape: [_, _, var last] } when last == rows => "Rows and columns are the other way round. Export it with Ultralytics' format=onnx",
            { Shape: [_, var found, _] } when found == rows + Masks => "It seems to be a segmentation model. Use a detection model",
            { Shape: [_, > 4 and var found, _] } => $"It has {found - 4} classes by its output and {classes} by its 'names': the metadata is another model's. Export it again",
            _ => "Use a YOLOv8 detection model",
        };
    }
}
