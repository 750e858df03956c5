using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Decoding;

/// <summary>
/// What the last convolutions of YOLOv8's head put out for one picture: for each stride 16 logits for each side of a cell's
/// box, [64, height, width], and a logit for each class, [classes, height, width].
/// </summary>
internal sealed class HeadMaps
{
    /// <summary>Feature maps of a head.</summary>
    public const int Strides = 3;

    /// <summary>Bins of the distribution of one side's distance, in strides: 0 to 15.</summary>
    public const int Bins = 16;

    public const int BoxChannels = 4 * Bins;

    private readonly HeadMap[] _maps = new HeadMap[Strides];

    /// <summary>Cells of all maps.</summary>
    public int Anchors { get; private set; }

    public int Classes { get; private set; }

    /// <summary>The maps, finest first, which is the order of the anchors.</summary>
    public ReadOnlySpan<HeadMap> Maps => _maps;

    /// <summary>Takes what a session put out.</summary>
    /// <param name="results">The maps of boxes and then those of scores, each in any order; they must live as long as this is read.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="classes">How many.</param>
    /// <exception cref="InferenceException">They have other shapes.</exception>
    public void Take(IReadOnlyList<OrtValue> results, int width, int classes)
    {
        Classes = classes;
        for (var i = 0; i < Strides; i++)
            _maps[i] = HeadMap.Of(results[i], width);
        Array.Sort(_maps, static (a, b) => b.Cells.CompareTo(a.Cells));
        for (var i = Strides; i < 2 * Strides; i++)
        {
            var shape = results[i].GetTensorTypeAndShape().Shape;
            var map = Array.FindIndex(_maps, map => shape is [1, _, _, _] && (shape[2], shape[3]) == (map.Height, map.Width));
            if (map < 0 || shape[1] != classes || _maps[map].Scores is not null)
                throw HeadMap.Odd(shape, $"[1, {classes}, height, width] of a map of boxes");
            _maps[map] = _maps[map] with { Scores = results[i] };
        }

        Anchors = _maps.Sum(static map => map.Cells);
    }
}
