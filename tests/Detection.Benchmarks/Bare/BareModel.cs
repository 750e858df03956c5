using System.Globalization;
using System.Text.RegularExpressions;
using Detection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Bare;

/// <summary>A model's interface as its file tells it, read without the product.</summary>
/// <param name="Input">Name of the input, [N, 3, height, width] floats.</param>
/// <param name="Width">Of the largest input, in pixels.</param>
/// <param name="Height">Of the largest input, in pixels.</param>
/// <param name="Stride">In pixels.</param>
/// <param name="Classes">How many it has.</param>
/// <param name="Dynamic">Whether height and width of the input may vary.</param>
internal sealed partial record BareModel(string Input, int Width, int Height, int Stride, int Classes, bool Dynamic)
{
    /// <summary>Reads the metadata that Ultralytics' exporter writes.</summary>
    public static BareModel Read(InferenceSession session)
    {
        var metadata = session.ModelMetadata.CustomMetadataMap;
        var size = Number().Matches(metadata["imgsz"]).Select(number => Parse(number.Value)).ToArray();
        var (input, tensor) = session.InputMetadata.Single();
        return new BareModel(input, size[^1], size[0], Parse(metadata["stride"]), Name().Count(metadata["names"]), tensor.Dimensions[3] < 0);
    }

    /// <summary>Where a picture goes in the input that the product would run.</summary>
    public LetterboxTransform Rectangle(DecodedImage image) =>
        LetterboxTransform.Fit(image.Width, image.Height, Width, Height, Stride, rectangular: Dynamic);

    /// <summary>Where a picture goes in the largest input, as in a plain script.</summary>
    public LetterboxTransform Square(DecodedImage image) =>
        LetterboxTransform.Fit(image.Width, image.Height, Width, Height, Stride, rectangular: false);

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    // A Python dict: {0: 'person', 1: 'bicycle'}.
    [GeneratedRegex("[{,] *[0-9]+ *:")]
    private static partial Regex Name();
}
