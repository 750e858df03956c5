using Detection.Imaging;
using Detection.Inference.Decoding;
using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Detecting;

/// <summary>One model and what runs it.</summary>
/// <remarks>
/// 1. Fit the picture into the input. 2. Wait for a slot. 3. Letterbox into the slot's memory. 4. Run the network.
/// 5. Check, threshold and suppress. 6. Map what is left back to the picture. The slot is held for 3 to 5: on the CPU no
/// more pictures are worked on than there are sessions, and on a GPU a picture is written into its place in a batch.
/// </remarks>
internal sealed class Detector(ModelInfo model, IExecutionBackend backend, bool rectangular, TimeProvider time, GpuWatch? gpu = null)
    : IDetector, IDisposable
{
    private volatile ModelInfo _model = model;

    public ModelInfo Model => _model;

    public ValueTask<InferenceResult> DetectAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct) =>
        gpu is null ? InferAsync(image, parameters, ct) : InferAsync(image, parameters, gpu, ct);

    /// <inheritdoc cref="IExecutionBackend.Fill"/>
    public void Fill()
    {
        backend.Fill();
        // Sizes may have turned out not to run.
        _model = _model with { Layout = backend.Description };
    }

    /// <summary>Refuses new pictures, waits for those under way, and frees the backend.</summary>
    public void Dispose() => backend.Dispose();

    private async ValueTask<InferenceResult> InferAsync(DecodedImage image, DetectParameters parameters, GpuWatch watch, CancellationToken ct)
    {
        try
        {
            var result = await InferAsync(image, parameters, ct);
            watch.Succeeded();
            return result;
        }
        catch (InferenceException)
        {
            await watch.FailedAsync(ct);
            throw;
        }
    }

    private async ValueTask<InferenceResult> InferAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.ThrowIfInvalid();
        var info = Model;
        var fit = LetterboxTransform.Fit(
            image.Width, image.Height, info.InputWidth, info.InputHeight, info.Stride, rectangular && info.DynamicSize);

        var start = time.GetTimestamp();
        using var slot = await backend.RentAsync(fit.Width, fit.Height, ct);
        var rented = time.GetTimestamp();
        // Where a batch has larger inputs, the picture stays in its corner and grey goes on to the right and below.
        var transform = fit with { Width = slot.Width, Height = slot.Height };
        Write(image, transform, slot);
        var filled = time.GetTimestamp();
        var run = await slot.RunAsync(ct);
        var ran = time.GetTimestamp();
        var objects = Decode(slot.Output, transform, parameters);

        var infer = run.Elapsed.TotalMilliseconds;
        var times = new InferenceTimes(
            Letterbox: Milliseconds(rented, filled),
            Wait: Math.Max(0, Milliseconds(start, rented) + Milliseconds(filled, ran) - infer),
            Infer: infer,
            Decode: Milliseconds(ran, time.GetTimestamp()));
        return new InferenceResult(objects, times, run.BatchSize);
    }

    private static void Write(DecodedImage image, in LetterboxTransform transform, IExecutionSlot slot)
    {
        if (slot.Kind == InputKind.Bytes)
            ByteLetterbox.Write(image, transform, slot.Bytes);
        else
            Letterbox.Write(image, transform, slot.Floats);
    }

    private List<FoundObject> Decode(ModelOutput output, in LetterboxTransform transform, DetectParameters parameters)
    {
        using var candidates = new CandidateList();
        using var kept = new CandidateList();
        output.Decode(parameters.Confidence, parameters.Classes, candidates);
        BoxRange.Verify(candidates.Items, transform.Width, transform.Height, Model.Stride);
        NonMaximumSuppression.Apply(
            candidates.Items, output.IsList ? float.PositiveInfinity : parameters.IoU, parameters.MaxDetections, kept);

        var labels = Model.Labels;
        var objects = new List<FoundObject>(kept.Count);
        foreach (ref readonly var box in kept.Items)
        {
            var (x, y, width, height) = transform.ToSource(box.X1, box.Y1, box.X2, box.Y2);
            // What lies in the padding is not in the picture.
            if (width > 0 && height > 0)
                objects.Add(new FoundObject(box.ClassId, labels[box.ClassId], box.Confidence, x, y, width, height));
        }

        return objects;
    }

    private double Milliseconds(long from, long to) => time.GetElapsedTime(from, to).TotalMilliseconds;
}
