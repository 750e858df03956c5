using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Services;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class GpuFailureTests
{
    [Fact]
    public void Should_know_what_fails_for_one_way_alone()
    {
        Assert.True(GpuFailure.Is(new ModelLoadException("no CUDA")));
        Assert.True(GpuFailure.Is(new HttpRequestException("Connection refused")));
        Assert.True(GpuFailure.Is(new TaskCanceledException("HttpClient.Timeout", new TimeoutException())));
        Assert.False(GpuFailure.Is(new OperationCanceledException()));
        Assert.False(GpuFailure.Is(new InvalidOperationException()));
    }

    [Fact]
    public void Should_give_a_model_s_own_reason_in_one_line()
    {
        var list = new ModelLoadException(
            "There is no usable model. Searched:\n  /models\nRejected: /models/yolov8n.onnx: It fails\tin a batch.\nGet a model.");

        Assert.Equal("It fails in a batch", GpuFailure.Reason(list));
    }

    [Fact]
    public void Should_keep_both_ends_of_a_long_one()
    {
        var log = string.Join('\n', Enumerable.Repeat("a line of a log", 100));

        var reason = GpuFailure.Reason(new BenchmarkException($"It ended.\n{log}\nBus error"));

        Assert.StartsWith("It ended. a line", reason, StringComparison.Ordinal);
        Assert.EndsWith("a log Bus error", reason, StringComparison.Ordinal);
        Assert.InRange(reason.Length, 400, 500);
    }

    [Fact]
    public void Should_say_where_a_missing_library_is_looked_for() => Assert.Contains(
        "LD_LIBRARY_PATH",
        GpuFailure.Reason(new ModelLoadException("CUDA: libcudnn.so.9 does not load")),
        StringComparison.Ordinal);

    [Fact]
    public void Should_keep_what_a_worker_warns_of_once()
    {
        using var log = new RemarkLog();
        var logger = log.CreateLogger("Detection.Inference.Models");

        for (var i = 0; i < 2; i++)
            Say(LogLevel.Warning, 3031, "Batches of 64 do not run.");
        Say(LogLevel.Information, 3000, "It runs on CUDA.");
        Say(LogLevel.Information, 3007, "It takes floats, not bytes.");

        Assert.Equal(["Batches of 64 do not run.", "It takes floats, not bytes."], log.Remarks);

        void Say(LogLevel level, int id, string text) => logger.Log(level, new EventId(id), text, null, (state, _) => state);
    }
}
