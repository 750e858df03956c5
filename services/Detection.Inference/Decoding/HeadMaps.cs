using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Decoding;

/// <summary>
/// The output of the last convolutions of YOLOv8's head for one picture: for each stride 16 logits for each side of a cell's
/// box, [64, height, width], and a logit for each class, [classes, height, width].
/// </summary>
/// <param name="strides">Feature maps of the head; three for most models.</param>
internal sealed class HeadMaps(int strides)
{
    /// <summary>Bins of the distribution of one side's distance, in strides: 0 to 15.</summary>
    public const int Bins = 16;

    public const int BoxChannels = 4 * Bins;

    private readonly HeadMap[] _maps = new HeadMap[strides];

    /// <summary>Cells of all maps.</summary>
    public int Anchors { get; private set; }

    public int Classes { get; private set; }

    /// <summary>The maps, finest first, which is the order of the anchors.</summary>
    public ReadOnlySpan<HeadMap> Maps => _maps;

    /// <summary>Takes a session's results.</summary>
    /// <param name="results">The maps of boxes and then those of scores, each in any order; they must live as long as this is read.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="classes">How many.</param>
    /// <exception cref="ModelOutputException">They have other shapes.</exception>
    public void Take(IReadOnlyList<OrtValue> results, int width, int classes)
    {
        (Classes, Anchors) = (classes, 0);
        for (var i = 0; i < strides; i++)
        {
            _maps[i] = HeadMap.Of(results[i], width);
            Anchors += _maps[i].Cells;
        }

        Array.Sort(_maps, static (a, b) => b.Cells.CompareTo(a.Cells));
        for (var i = strides; i < 2 * strides; i++)
            Pair(results[i]);
    }

    private void Pair(OrtValue scores)
    {
        var shape = scores.GetTensorTypeAndShape().Shape;
        foreach (ref var map in _maps.AsSpan())
        {
            if (map.Scores is not null || shape.Length != 4 || shape[0] != 1 || shape[1] != Classes || shape[2] != map.Height || shape[3] != map.Width)
                continue;
            map = map with { Scores = scores };
            return;
        }

        throw HeadMap.Odd(shape, $"[1, {Classes}, height, width] of a map of boxes");
    }
}
