using Detection.Inference.Execution;

namespace Detection.Inference.Loading;

/// <summary>Runs a model on a picture drawn in code, so that it fails at the start and not on the first request.</summary>
/// <remarks>
/// 1. Full size, twice: the same both times. 2. Where sizes are dynamic, a flat input as well. 3. Where a GPU runs it, the
/// same as on the CPU. Each output must be finite, with scores of 0 to 1 and boxes about the picture.
/// </remarks>
internal sealed class SelfTest(string file, ModelMetadata metadata, ModelInterface model)
{
    /// <summary>Rounding of a GPU's convolutions (TF32 has 10 bits of mantissa), amplified over the layers.</summary>
    private const float ScoreTolerance = 0.05f, MeanPixelTolerance = 1f;

    /// <param name="backend">Has nothing else to do meanwhile.</param>
    /// <param name="reference">The same model on the CPU; null where <paramref name="backend"/> is that.</param>
    /// <exception cref="ModelLoadException">The model fails the test; the message says where.</exception>
    public SelfTestResult Run(IExecutionBackend backend, IExecutionBackend? reference)
    {
        try
        {
            var (first, _) = Infer(backend, model.Width, model.Height);
            var (second, elapsed) = Infer(backend, model.Width, model.Height);
            Compare(first, second, reference is null, "two runs on the same picture differ");
            if (model.DynamicSize)
                Infer(backend, model.Width, metadata.Stride);
            if (reference is not null)
                Compare(Infer(reference, model.Width, model.Height).Output, first, false, "its results differ from the CPU's");
            return new SelfTestResult(true, elapsed.TotalMilliseconds);
        }
        catch (InferenceException e)
        {
            throw Failed(e.Message, e);
        }
    }

    private (float[] Output, TimeSpan Elapsed) Infer(IExecutionBackend backend, int width, int height)
    {
        // Blocking is fine: this happens at the start, on a thread that has nothing else to do.
        using var slot = backend.RentAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        SelfTestPicture.Draw(slot.Input(width, height), width, height);
        var elapsed = slot.RunAsync(width, height, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Check(slot.Output, width, height);
        return (slot.Output.Values.ToArray(), elapsed);
    }

    private void Check(ModelOutput output, int width, int height)
    {
        var anchors = output.Anchors;
        if (output.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw Failed("its output has values that are not finite");
        if (output.Values[(4 * anchors)..].ContainsAnyExceptInRange(0f, 1f))
            throw Failed("its output has scores outside 0 to 1");

        // A box may reach beyond the picture by what a cell of the coarsest grid can regress (16 cells each way).
        var reach = 32f * metadata.Stride;
        CheckRange(output.Values[..anchors], -reach, width + reach, "centre x");
        CheckRange(output.Values.Slice(anchors, anchors), -reach, height + reach, "centre y");
        CheckRange(output.Values.Slice(2 * anchors, anchors), 0, width + reach, "width");
        CheckRange(output.Values.Slice(3 * anchors, anchors), 0, height + reach, "height");
    }

    private void CheckRange(ReadOnlySpan<float> values, float low, float high, string what)
    {
        var at = values.IndexOfAnyExceptInRange(low, high);
        if (at >= 0)
            throw Failed($"its output has a box of {what} {values[at]}; expected {low} to {high} pixels");
    }

    private void Compare(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, bool exactly, string problem)
    {
        var boxes = 4 * (expected.Length / (4 + metadata.Labels.Count));
        var same = expected.Length == actual.Length && (exactly
            ? expected.SequenceEqual(actual)
            : MeanDifference(expected[..boxes], actual[..boxes]) <= MeanPixelTolerance
                && MaxDifference(expected[boxes..], actual[boxes..]) <= ScoreTolerance);
        if (!same)
            throw Failed(problem);
    }

    private static float MeanDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return (float)(sum / a.Length);
    }

    private static float MaxDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var max = 0f;
        for (var i = 0; i < a.Length; i++)
            max = MathF.Max(max, MathF.Abs(a[i] - b[i]));
        return max;
    }

    private ModelLoadException Failed(string problem, Exception? cause = null) =>
        new(file, $"the self-test failed: {problem}. Export the model again, or remove the file.", cause);
}
