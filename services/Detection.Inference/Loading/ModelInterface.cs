namespace Detection.Inference.Loading;

/// <summary>
/// The input and output of a detection model, checked against YOLOv8's: float <c>images</c> [N, 3, H, W] and float
/// <c>output0</c> [N, 4 + classes, anchors].
/// </summary>
/// <param name="DynamicBatch">Whether N is open; else it is 1.</param>
/// <param name="DynamicSize">Whether H and W are open; else they are <paramref name="Height"/> and <paramref name="Width"/>.</param>
/// <param name="Height">Pixels, a multiple of the stride; the largest to use where open.</param>
/// <param name="Width">As <paramref name="Height"/>.</param>
internal sealed record ModelInterface(bool DynamicBatch, bool DynamicSize, int Height, int Width)
{
    public const string InputName = "images";
    public const string OutputName = "output0";

    /// <summary>Buffers are sized for the largest input: 4096 x 4096 are 192 MiB for each session.</summary>
    private const int MaxSide = 4096;

    /// <exception cref="ModelLoadException">It is another interface; the message shows it.</exception>
    public static ModelInterface Check(
        string file, IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> outputs, ModelMetadata metadata)
    {
        if (inputs is not [{ Name: InputName, Type: "float", Shape: [-1 or 1, 3, _, _] } input])
        {
            throw Odd(file, "input", inputs, $"float '{InputName}' [N, 3, H, W] with N open or 1",
                "Export it without half=True and int8=True, and with batch=1 or dynamic=True");
        }

        if (outputs.FirstOrDefault(o => o.Name == OutputName) is not { Type: "float", Shape.Count: 3 } output
            || (output.Shape[1] != -1 && output.Shape[1] != 4 + metadata.Labels.Count))
        {
            throw Odd(file, "output", outputs,
                $"float '{OutputName}' [N, {4 + metadata.Labels.Count}, anchors] for its {metadata.Labels.Count} classes",
                "Export a YOLOv8 detection model, without nms=True");
        }

        var (dynamic, height, width) = Size(file, input, metadata);
        if (!Fits(height) || !Fits(width))
        {
            throw new ModelLoadException(
                file,
                $"its input is {width}x{height} pixels; both sides must be multiples of its stride {metadata.Stride}, up to {MaxSide}. "
                + "Export it again with such an imgsz.");
        }

        return new ModelInterface(input.Shape[0] == -1, dynamic, height, width);

        bool Fits(int side) => side > 0 && side <= MaxSide && side % metadata.Stride == 0;
    }

    private static (bool Dynamic, int Height, int Width) Size(string file, TensorSpec input, ModelMetadata metadata) =>
        (input.Shape[2], input.Shape[3]) switch
        {
            (-1, -1) when metadata.ImageSize is var (height, width) => (true, height, width),
            (-1, -1) => throw new ModelLoadException(
                file,
                "height and width of its input are open, and its metadata has no 'imgsz' to say which is the largest. "
                + "Export it again with Ultralytics."),
            ( > 0, > 0) => (false, input.Shape[2], input.Shape[3]),
            _ => throw Odd(file, "input", [input], "height and width both open or both fixed", "Export it with dynamic=True, or without"),
        };

    private static ModelLoadException Odd(string file, string what, IEnumerable<TensorSpec> found, string expected, string advice) =>
        new(file, $"its {what} is {string.Join(" and ", found)}; expected {expected}. {advice}.");
}
