using Detection.Inference.Batching;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Testing;

namespace Detection.Inference.Tests.Support;

/// <summary>A dispatcher over a <see cref="FakeRunner"/>, with a clock that the test moves.</summary>
internal sealed class BatchRig : IDisposable
{
    /// <summary>The most that any input has.</summary>
    public const int MaxSide = 64;

    public BatchRig(int largest = 4, int delay = 10, double padding = 0, bool hold = false, string model = "fake", params (int Width, int Height)[] warm)
    {
        Runner.Hold = hold;
        Dispatcher = new BatchDispatcher(
            Runner, new SlotSpec($"/models/{model}.onnx", MaxSide * MaxSide, FakeRunner.Rows, InputKind.Bytes),
            new BatchPlan(BatchSizes.Few(largest), TimeSpan.FromMilliseconds(delay), padding, warm), Logger, Time);
    }

    public FakeRunner Runner { get; } = new();

    public ManualTime Time { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public BatchDispatcher Dispatcher { get; }

    /// <summary>
    /// Sends a picture on its way. When this returns, it has its place and waits for its batch, or waits for a place.
    /// </summary>
    /// <param name="picture">A number above 0, which its answer must be.</param>
    /// <param name="width">Of its input.</param>
    /// <param name="height">Of its input.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<SlotRun> SendAsync(byte picture, int width = 32, int height = 32, CancellationToken ct = default)
    {
        using var slot = await Dispatcher.RentAsync(width, height, ct);
        slot.Bytes.Fill(picture);
        var run = await slot.RunAsync(ct);
        if (slot.Output.ToArray().AsSpan().ContainsAnyExcept((float)picture) || slot.Output.Rows != FakeRunner.Rows)
            throw new InvalidDataException($"Picture {picture} got the answer of {slot.Output.ToArray()[0]}.");
        return run;
    }

    public Task<SlotRun>[] Send(params byte[] pictures) => [.. pictures.Select(picture => SendAsync(picture))];

    public void Dispose() => Dispatcher.Dispose();
}
