using BenchmarkDotNet.Attributes;
using Detection.Inference.Decoding;
using Microsoft.ML.OnnxRuntime;

namespace Detection.MicroBenchmarks;

/// <summary>From a network's output to boxes: 80 classes, 8,400 anchors.</summary>
public class BoxBenchmarks
{
    private const int Classes = 80;
    private const int Anchors = 8_400;

    /// <summary>How many anchors show something.</summary>
    private const int Shown = 120;

    private float[] _output = [];
    private readonly HeadMaps _heads = new(3);
    private readonly List<OrtValue> _maps = [];
    private Candidate[] _few = [];
    private Candidate[] _all = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _output = new float[(4 + Classes) * Anchors];
        for (var i = 0; i < _output.Length; i++)
            _output[i] = i < 4 * Anchors ? random.NextSingle() * 640 : random.NextSingle() * 0.0009f;
        for (var i = 0; i < Shown; i++)
            _output[((4 + random.Next(Classes)) * Anchors) + random.Next(Anchors)] = 0.3f + (random.NextSingle() * 0.6f);

        SetUpHeads(random);
        _few = Boxes(random, Shown, classes: 4);
        _all = Boxes(random, Anchors, classes: 4);
    }

    [Benchmark(Description = "output, 120 above 0.25")]
    public int Decode()
    {
        using var candidates = new CandidateList();
        OutputDecoder.Decode(_output, Anchors, 0.25f, null, candidates);
        return candidates.Count;
    }

    [Benchmark(Description = "output, all above 0")]
    public int DecodeAll()
    {
        using var candidates = new CandidateList();
        OutputDecoder.Decode(_output, Anchors, 0, null, candidates);
        return candidates.Count;
    }

    [Benchmark(Description = "heads, 120 above 0.25")]
    public int DecodeHeads() => DecodeHeads(0.25f);

    [Benchmark(Description = "heads, all above 0")]
    public int DecodeAllHeads() => DecodeHeads(0);

    [Benchmark(Description = "suppression of 120")]
    public int SuppressFew() => Suppress(_few);

    [Benchmark(Description = "suppression of 8,400")]
    public int SuppressAll() => Suppress(_all);

    [GlobalCleanup]
    public void Cleanup() => _maps.ForEach(map => map.Dispose());

    private int DecodeHeads(float threshold)
    {
        using var candidates = new CandidateList();
        HeadDecoder.Decode(_heads, threshold, null, candidates);
        return candidates.Count;
    }

    // The same scores as logits, in maps of 80, 40 and 20 cells a side; distributions at random.
    private void SetUpHeads(Random random)
    {
        int[] sides = [80, 40, 20];
        var first = 0;
        foreach (var side in sides)
        {
            var scores = new float[Classes * side * side];
            for (var (i, cells) = (0, side * side); i < scores.Length; i++)
            {
                var score = _output[((4 + (i / cells)) * Anchors) + first + (i % cells)];
                scores[i] = MathF.Log(score / (1 - score));
            }

            float[] boxes = [.. Enumerable.Range(0, HeadMaps.BoxChannels * side * side).Select(_ => random.NextSingle() * 8)];
            _maps.Add(OrtValue.CreateTensorValueFromMemory(scores, [1, Classes, side, side]));
            _maps.Add(OrtValue.CreateTensorValueFromMemory(boxes, [1, HeadMaps.BoxChannels, side, side]));
            first += side * side;
        }

        _heads.Take([.. _maps.OrderByDescending(map => map.GetTensorTypeAndShape().Shape[1] == HeadMaps.BoxChannels)], 640, Classes);
    }

    private static int Suppress(Candidate[] candidates)
    {
        using var kept = new CandidateList();
        NonMaximumSuppression.Apply(candidates, 0.7f, 300, kept);
        return kept.Count;
    }

    // About a dozen things with many boxes each, as a network sees them.
    private static Candidate[] Boxes(Random random, int count, int classes) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var thing = random.Next(12);
            float x = (thing * 45) + (random.NextSingle() * 20), y = (thing % 4 * 130) + (random.NextSingle() * 20);
            return new Candidate(
                x, y, x + 60 + (random.NextSingle() * 30), y + 80 + (random.NextSingle() * 40), 0.001f + (random.NextSingle() * 0.9f), thing % classes);
        }),
    ];
}
