namespace Detection.Inference.Models;

/// <summary>
/// The input and output of a detection model, checked against YOLOv8's: float <c>images</c> [N, 3, H, W] and float
/// <c>output0</c>, which is [N, 4 + classes, anchors], or [N, boxes, 6] where the graph selects the boxes itself.
/// </summary>
/// <param name="DynamicBatch">Whether N is open; else it is 1.</param>
/// <param name="DynamicSize">Whether H and W are open; else they are <paramref name="Height"/> and <paramref name="Width"/>.</param>
/// <param name="Height">Pixels, a multiple of the stride; the largest to use where open.</param>
/// <param name="Width">As <paramref name="Height"/>.</param>
/// <param name="Output"><see cref="OutputKind.Boxes"/> or <see cref="OutputKind.List"/>.</param>
internal sealed record ModelInterface(
    bool DynamicBatch, bool DynamicSize, int Height, int Width, OutputKind Output = OutputKind.Boxes)
{
    public const string InputName = "images";
    public const string OutputName = "output0";

    /// <summary>Numbers of each box in a list: left, top, right, bottom, score, class.</summary>
    public const int ListColumns = 6;

    /// <summary>Buffers are sized for the largest input: 4096 x 4096 are 192 MiB for each session.</summary>
    private const int MaxSide = 4096;

    /// <exception cref="ModelLoadException">It is another interface; the message shows it.</exception>
    public static ModelInterface Check(
        string file, IReadOnlyList<TensorSpec> inputs, IReadOnlyList<TensorSpec> outputs, ModelMetadata metadata)
    {
        if (inputs is not [{ Name: InputName, Type: "float", Shape: [-1 or 1, 3, _, _] } input])
            throw Odd(file, "input", inputs, $"float '{InputName}' [N, 3, H, W] with N open or 1", InterfaceAdvice.OfInput(inputs));

        var (dynamic, height, width) = Size(file, input, metadata);
        if (!Fits(height) || !Fits(width))
        {
            throw new ModelLoadException(
                file,
                $"its input is {width}x{height} pixels; both sides must be multiples of its stride {metadata.Stride}, up to {MaxSide}. "
                + "Export it again with such an imgsz.");
        }

        var classes = metadata.Labels.Count;
        var cells = (long)(height / metadata.Stride) * (width / metadata.Stride);
        var kind = KindOf(outputs.FirstOrDefault(o => o.Name == OutputName), metadata, cells) ?? throw Odd(
            file, "output", outputs,
            $"float '{OutputName}' [N, {4 + classes}, anchors] for its {classes} classes, or [N, boxes, {ListColumns}]",
            InterfaceAdvice.OfOutput(outputs, classes));
        return new ModelInterface(input.Shape[0] == -1, dynamic, height, width, kind);

        bool Fits(int side) => side > 0 && side <= MaxSide && side % metadata.Stride == 0;
    }

    /// <summary>
    /// The kind of the output; null if it is neither. Where both fit (six classes and ten boxes, say, are [N, 10, 6]), it is a
    /// list if the file says so, or if six anchors are fewer than the input has cells of its coarsest grid.
    /// </summary>
    private static OutputKind? KindOf(TensorSpec? output, ModelMetadata metadata, long cells)
    {
        if (output is not { Type: "float", Shape: [_, var rows, var columns] })
            return null;
        var mayBeHead = rows == -1 || rows == 4 + metadata.Labels.Count;
        var mayBeList = columns == ListColumns || (columns == -1 && metadata.SelectsBoxes);
        return mayBeList && (!mayBeHead || metadata.SelectsBoxes || ListColumns < cells) ? OutputKind.List
            : mayBeHead ? OutputKind.Boxes
            : null;
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
