using Detection.Inference.Models;
using Detection.Inference.Onnx;

namespace Detection.Inference.Execution;

/// <summary>
/// The shapes that a TensorRT engine is built for. A shape outside would build another one in the middle of a request,
/// for minutes, so that these hold every input that can come.
/// </summary>
/// <param name="Min">The smallest, as <c>images:1x3x32x32</c>.</param>
/// <param name="Opt">The one to be fastest at.</param>
/// <param name="Max">The largest.</param>
/// <remarks>https://onnxruntime.ai/docs/execution-providers/TensorRT-ExecutionProvider.html, "explicit shape range".</remarks>
internal sealed record InputProfile(string Min, string Opt, string Max)
{
    /// <param name="model">Names the largest height and width.</param>
    /// <param name="stride">Pixels: the smallest side of an input of dynamic size.</param>
    /// <param name="largestBatch">Images, at least 1; what is fast matters where many wait, so that it is optimised for.</param>
    /// <param name="input">Kind of the input.</param>
    /// <returns>Null where nothing is open: the model itself says the one shape then.</returns>
    public static InputProfile? Of(ModelInterface model, int stride, int largestBatch, InputKind input = InputKind.Floats)
    {
        if (!model.DynamicBatch && !model.DynamicSize)
            return null;
        var largest = Shape(model.DynamicBatch ? largestBatch : 1, model.Height, model.Width);
        var smallest = model.DynamicSize ? Shape(1, stride, stride) : Shape(1, model.Height, model.Width);
        return new InputProfile(smallest, largest, largest);

        string Shape(int batch, int height, int width) => input == InputKind.Bytes
            ? $"{ByteInputRewriter.InputName}:{batch}x{height}x{width}x3"
            : $"{ModelInterface.InputName}:{batch}x3x{height}x{width}";
    }
}
