using BenchmarkDotNet.Attributes;
using Detection.Inference.Decoding;

namespace Detection.MicroBenchmarks;

/// <summary>From a network's output to boxes: 80 classes, 8,400 anchors.</summary>
public class BoxBenchmarks
{
    private const int Classes = 80;
    private const int Anchors = 8_400;

    /// <summary>How many anchors show something.</summary>
    private const int Shown = 120;

    private float[] _output = [];
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

    [Benchmark(Description = "suppression of 120")]
    public int SuppressFew() => Suppress(_few);

    [Benchmark(Description = "suppression of 8,400")]
    public int SuppressAll() => Suppress(_all);

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
