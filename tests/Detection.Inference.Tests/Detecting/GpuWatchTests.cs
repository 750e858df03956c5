using Detection.Imaging;
using Detection.Inference.Batching;
using Detection.Inference.Detecting;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>A GPU that fails every run from some moment on, and pictures that fail although it is well.</summary>
public sealed class GpuWatchTests : IDisposable
{
    /// <summary>Failures after which the GPU is suspected: fewer than the worker's tries of a picture.</summary>
    private const int Suspicious = 4;

    private static readonly InferenceException Dead = new("CUDA failure 700: an illegal memory access was encountered");
    private static readonly ModelInfo Model = FakeModels.Named("x") with { Provider = "CUDA" };

    private readonly FakeGpu _gpu = new();
    private readonly GpuHealth _health = new();
    private readonly RecordingLogger _logger = new();
    private readonly DecodedImage _image = Block.Draw(64, 64);
    private readonly CancellationTokenSource _end = new();

    [Fact]
    public async Task Should_find_a_GPU_dead_that_fails_on_the_self_tests_picture_too()
    {
        using var detector = Detector(Model, _gpu);
        await detector.DetectAsync(_image, new DetectParameters(), default);
        (_gpu.Fault, _gpu.ProbeFault) = (Dead, Dead);

        for (var i = 1; i < Suspicious; i++)
            Assert.Same(Dead, await Assert.ThrowsAsync<InferenceException>(() => DetectAsync(detector)));
        Assert.False(_health.Broken.IsCompleted);
        var last = DetectAsync(detector);

        Assert.Equal(
            $"CUDA no longer runs anything, not even the self-test's picture on model x: {Dead.Message}", await _health.Broken.WaitAsync(FakeRunner.Patience));
        Assert.Equal(1, _gpu.Probes);
        Assert.Contains(_logger.Entries, entry => entry.Level == LogLevel.Error && entry.Message.Contains("the GPU is dead", StringComparison.Ordinal));
        // Held: a failure would be counted as a try, and the picture given up.
        var next = DetectAsync(detector);
        Assert.False(last.IsCompleted || next.IsCompleted);
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Should_not_blame_the_GPU_for_pictures_that_fail_while_the_self_tests_runs()
    {
        using var detector = Detector(Model, _gpu);
        _gpu.Fault = Dead;

        for (var i = 0; i < 3 * Suspicious; i++)
            await Assert.ThrowsAsync<InferenceException>(() => DetectAsync(detector));

        Assert.Equal(3, _gpu.Probes);
        Assert.False(_health.Broken.IsCompleted);
        Assert.Contains("Model x failed on 4 pictures in a row", _logger.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_suspect_a_GPU_that_succeeds_now_and_then()
    {
        using var detector = Detector(Model, _gpu);

        for (var i = 1; i < 5 * Suspicious; i++)
        {
            _gpu.Fault = i % Suspicious == 0 ? null : Dead;
            await DetectAsync(detector).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Equal(0, _gpu.Probes);
    }

    /// <summary>A look that was cut off has found nothing; the next one is due as before.</summary>
    [Fact]
    public async Task Should_look_again_when_a_look_was_cancelled()
    {
        using var detector = Detector(Model, _gpu);
        (_gpu.Fault, _gpu.ProbeFault) = (Dead, new OperationCanceledException());
        for (var i = 1; i < Suspicious; i++)
            await Assert.ThrowsAsync<InferenceException>(() => DetectAsync(detector));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DetectAsync(detector));
        _gpu.ProbeFault = Dead;

        for (var i = 1; i < Suspicious; i++)
            await Assert.ThrowsAsync<InferenceException>(() => DetectAsync(detector));
        _ = DetectAsync(detector);

        await _health.Broken.WaitAsync(FakeRunner.Patience);
        await _end.CancelAsync();
    }

    /// <summary>There a picture that fails is the picture's fault, or the model's.</summary>
    [Fact]
    public async Task Should_not_watch_the_CPU()
    {
        using var detector = Detector(Model with { Provider = "CPU" }, _gpu);
        (_gpu.Fault, _gpu.ProbeFault) = (Dead, Dead);

        for (var i = 0; i < 3 * Suspicious; i++)
            await Assert.ThrowsAsync<InferenceException>(() => DetectAsync(detector));

        Assert.Equal(0, _gpu.Probes);
        Assert.False(_health.Broken.IsCompleted);
    }

    [Fact]
    public async Task Should_find_it_in_the_middle_of_batches()
    {
        using var runner = new DeadRunner();
        using var detector = Detector(Model, new BatchDispatcher(
            runner, new SlotSpec("/models/x.onnx", 640 * 640, FakeRunner.Rows, InputKind.Bytes),
            new BatchPlan(BatchSizes.Few(8), TimeSpan.FromMilliseconds(1), Padding: 0, []), _logger, TimeProvider.System));

        var pictures = Enumerable.Range(0, 20).Select(_ => DetectAsync(detector)).ToArray();

        await _health.Broken.WaitAsync(FakeRunner.Patience);
        Assert.Contains(pictures, picture => !picture.IsCompleted);
        await _end.CancelAsync();
        await Task.WhenAll(pictures.Select(picture => picture.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    public void Dispose()
    {
        _end.Dispose();
        _image.Dispose();
    }

    private Detector Detector(ModelInfo model, IExecutionBackend backend) =>
        new(model, backend, rectangular: true, TimeProvider.System, GpuWatch.Of(model, backend, _health, _logger));

    private Task<InferenceResult> DetectAsync(Detector detector) => detector.DetectAsync(_image, new DetectParameters(), _end.Token).AsTask();

    private sealed class DeadRunner : IBatchRunner
    {
        public IBatchOutput Run(in BatchInput input) => throw Dead;

        public void Dispose()
        {
        }
    }
}
