using Detection.Inference.Decoding;
using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Loading;

/// <summary>Runs a model on a picture drawn in code, so that it fails at the start and not on the first request.</summary>
/// <remarks>
/// 1. Full size, twice: the same both times; on the CPU to the bit. 2. Where sizes are dynamic, a flat input as well.
/// 3. Where pictures run in batches, beside another one. 4. On a GPU, or on the CPU with a changed graph, both sizes give
/// the reference's results within <see cref="Tolerance"/>. Each output must make sense (<see cref="OutputSense"/>).
/// </remarks>
/// <param name="facts">The model.</param>
/// <param name="backend">Runs nothing else meanwhile.</param>
/// <param name="reference">The file as it is, on the CPU; null if <paramref name="backend"/> is that.</param>
/// <param name="tolerance">How far the two may be apart, and two runs on a GPU.</param>
/// <param name="gpu">Whether <paramref name="backend"/> is one.</param>
internal sealed class SelfTest(
    ModelFacts facts, IExecutionBackend backend, IExecutionBackend? reference = null, Tolerance tolerance = default, bool gpu = false)
{
    private const string WithoutBatches = "Inference:MaxBatch=1 runs it without batches";

    /// <exception cref="ModelLoadException">The model fails the test; the message says where.</exception>
    public SelfTestResult Run()
    {
        var model = facts.Interface;
        try
        {
            var (first, _) = Infer(backend, model.Width, model.Height);
            var (second, elapsed) = Infer(backend, model.Width, model.Height);
            Compare(first, second, "two runs on the same picture differ", exact: !gpu);
            var flat = model.DynamicSize ? Infer(backend, model.Width, facts.Metadata.Stride).Output : null;
            if (backend.LargestBatch > 1)
                Compare(first, Together(), $"its results in a batch differ from those of a single run ({WithoutBatches})");
            if (reference is not null)
                CompareWithReference(reference, first, flat);
            return new SelfTestResult(true, elapsed.TotalMilliseconds);
        }
        catch (InferenceException e)
        {
            throw Failed(e.Message, e);
        }
    }

    private (float[] Output, TimeSpan Elapsed) Infer(IExecutionBackend on, int width, int height)
    {
        // Blocking is fine: this happens at the start, on a thread that has nothing else to do.
        using var slot = on.RentAsync(width, height, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        SelfTestPicture.Draw(slot);
        var elapsed = slot.RunAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Elapsed;
        var output = slot.Output.ToArray();
        if (OutputSense.Problem(output, facts.Spec, slot.Output.Anchors, (width, height), facts.Metadata.Stride) is { } problem)
            throw Failed(problem);
        if ((width, height) == (facts.Interface.Width, facts.Interface.Height) && OutputSense.IsBlind(output, facts.Spec, slot.Output.Anchors))
            throw Failed("all its scores are 0, so that it would never find anything. Perhaps its output was quantised as a whole: leave the last layers as they are");
        // What each picture's output is checked for.
        using var candidates = new CandidateList();
        slot.Output.Decode(threshold: 0, null, candidates);
        return (output, elapsed);
    }

    private float[] Together()
    {
        var output = SharedRun.Infer(backend, facts.Interface.Width, facts.Interface.Height, out var size);
        return size == 2 ? output : throw Failed($"it fails in a batch ({WithoutBatches})");
    }

    private void CompareWithReference(IExecutionBackend reference, float[] output, float[]? flat)
    {
        var problem = gpu ? "its results differ from the CPU's" : "its results differ from those of the file as it is";
        Compare(Infer(reference, facts.Interface.Width, facts.Interface.Height).Output, output, problem);
        if (flat is not null)
            Compare(Infer(reference, facts.Interface.Width, facts.Metadata.Stride).Output, flat, $"on a flat input {problem}");
    }

    private void Compare(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string problem, bool exact = false)
    {
        var same = expected.Length == actual.Length
            && (exact || reference is null ? expected.SequenceEqual(actual) : Holds(expected, actual));
        if (!same)
            throw Failed(problem);
    }

    private bool Holds(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => facts.Interface.Output == OutputKind.List
        ? tolerance.HoldsList(expected, actual)
        : tolerance.Holds(expected, actual, 4 * (expected.Length / (4 + facts.Metadata.Labels.Count)));

    // A model that fails on a GPU may be as good as any: there the provider is at fault.
    private ModelLoadException Failed(string problem, Exception? cause = null) => new(
        facts.File.Path,
        $"the self-test failed: {problem}{(reference is null ? ". Export the model again, or remove the file." : "")}",
        cause);
}
