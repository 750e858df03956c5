using Detection.Inference.Batching;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Onnx;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Detection.Inference.Tests.Batching;

/// <summary>The real network in batches, of floats and of bytes, against one session a picture.</summary>
public sealed class BatchResultsTests
{
    private const int MaxSide = 160, Rows = 13, Pictures = 48;
    private static readonly string ShapesPath = Repository.Of("infra", "models", "shapes", "shapes.onnx");
    private static readonly (int Width, int Height)[] Shapes = [(128, 96), (96, 128), (160, 160), (64, 32)];

    [Theory]
    [InlineData(nameof(InputKind.Floats))]
    [InlineData(nameof(InputKind.Bytes))]
    public async Task Should_equal_one_session_a_picture_to_the_bit(string kind)
    {
        using var pool = new SessionPool(
            Sessions.Open(File.ReadAllBytes(ShapesPath)), () => Sessions.Open(File.ReadAllBytes(ShapesPath)),
            Spec(InputKind.Floats), capacity: 2, threads: 1, NullLogger.Instance, TimeProvider.System);
        using var batches = Dispatcher(Enum.Parse<InputKind>(kind), padding: 0);

        var alone = await AllAsync(pool);
        var together = await AllAsync(batches);

        Assert.Contains(together, answer => answer.BatchSize > 1);
        for (var i = 0; i < Pictures; i++)
            Assert.Equal(alone[i].Output, together[i].Output);
    }

    [Fact]
    public async Task Should_answer_at_the_batchs_size_where_inputs_are_padded()
    {
        using var batches = Dispatcher(InputKind.Bytes, padding: 3);
        var answers = await AllAsync(batches);

        Assert.Contains(answers.Select((answer, i) => (answer, i)), one => one.answer.Width > Shapes[one.i % Shapes.Length].Width);
        Assert.All(answers, answer => Assert.Equal(Rows * Anchors(answer.Width, answer.Height), answer.Output.Length));
    }

    private static BatchDispatcher Dispatcher(InputKind kind, double padding)
    {
        var model = File.ReadAllBytes(ShapesPath);
        var session = Sessions.Open(kind == InputKind.Bytes ? ByteInputRewriter.Rewrite(model, out _)! : model);
        return new BatchDispatcher(
            new SessionBatchRunner(session, Spec(kind)), Spec(kind),
            new BatchPlan(BatchSizes.Few(6), TimeSpan.FromMilliseconds(2), padding, []), NullLogger.Instance, TimeProvider.System);
    }

    private static SlotSpec Spec(InputKind kind) => new(ShapesPath, MaxSide * MaxSide, Rows, kind);

    private static int Anchors(int width, int height) => width * height * (64 + 16 + 4) / (64 * 64);

    private static Task<Answer[]> AllAsync(IExecutionBackend backend) =>
        Task.WhenAll(Enumerable.Range(0, Pictures).Select(seed => Task.Run(() => OneAsync(backend, seed))));

    private static async Task<Answer> OneAsync(IExecutionBackend backend, int seed)
    {
        var (width, height) = Shapes[seed % Shapes.Length];
        using var slot = await backend.RentAsync(width, height, default);
        var bytes = new byte[3 * slot.Width * slot.Height];
        new Random(seed).NextBytes(bytes);
        if (slot.Kind == InputKind.Bytes)
        {
            bytes.CopyTo(slot.Bytes);
        }
        else
        {
            var plane = slot.Width * slot.Height;
            for (var i = 0; i < bytes.Length; i++)
                slot.Floats[((2 - (i % 3)) * plane) + (i / 3)] = bytes[i] / 255f;
        }

        var run = await slot.RunAsync(default);
        return new Answer(slot.Output.ToArray(), run.BatchSize, slot.Width, slot.Height);
    }

    private sealed record Answer(float[] Output, int BatchSize, int Width, int Height);
}
