using System.Diagnostics.Metrics;
using Detection.Contracts;
using Detection.Testing;
using Detection.Worker.Metrics;
using Detection.Worker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Worker.Tests.Metrics;

/// <summary>What a listener such as OpenTelemetry hears of the worker's pictures.</summary>
public sealed class WorkerMetricsTests
{
    private static readonly string[] Stages = ["fetch", "decode", "wait", "batch", "letterbox", "infer", "boxes", "annotate", "store"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_tell_each_stage_of_each_picture(bool annotate)
    {
        await using var worker = await WorkerHarness.StartAsync();
        using var heard = new HeardMetrics(worker.Services);
        for (var i = 0; i < 2; i++)
        {
            await worker.SendAsync(await worker.CommandAsync(BlocksPicture.Png(64, 64)) with
            {
                Options = new DetectionOptions { Annotate = annotate },
                SubmittedAt = DateTimeOffset.UnixEpoch,
            });
        }

        var stages = heard.Of("detection.stage.duration");
        Assert.Equal(
            Stages.Take(annotate ? 9 : 7).SelectMany(stage => new[] { stage, stage }).Order(),
            stages.Select(heard => (string)heard.Tags["stage"]!).Order());
        Assert.All(stages, stage => Assert.Equal(("blocks", "CPU"), (stage.Tags["model"], stage.Tags["provider"])));

        var completed = worker.Published<DetectionCompleted>();
        Assert.Equal(completed.Select(result => result.Stages.Total / 1000), heard.Of("detection.duration").Select(heard => heard.Value));
        Assert.Equal(completed.Select(result => result.Stages.Queue / 1000), heard.Of("detection.queue.duration").Select(heard => heard.Value));
        Assert.Equal(
            completed.Select(result => result.Stages.Infer / 1000),
            stages.Where(stage => "infer".Equals(stage.Tags["stage"])).Select(stage => stage.Value));
        Assert.Equal([1.0, 1.0], heard.Of("detection.completed").Select(heard => heard.Value));
        Assert.Equal([1.0, -1.0, 1.0, -1.0], heard.Of("detection.active").Select(heard => heard.Value));
    }

    [Fact]
    public async Task Should_count_refusals_by_their_code_and_faults_by_their_kind()
    {
        await using var worker = await WorkerHarness.StartAsync();
        using var heard = new HeardMetrics(worker.Services);
        await worker.SendAsync(await worker.CommandAsync("no picture"u8.ToArray()));
        var command = await worker.CommandAsync(BlocksPicture.Png(64, 64));
        worker.Store.ReadFaults = 1;
        await worker.SendAsync(command);

        Assert.Equal(ErrorCodes.ImageUnsupported, Assert.Single(heard.Of("detection.failed")).Tags["error.type"]);
        Assert.Equal("Detection.Storage.StorageUnavailableException", Assert.Single(heard.Of("detection.faults")).Tags["error.type"]);
        Assert.Single(heard.Of("detection.completed"));
        Assert.Equal(0, heard.Of("detection.active").Sum(heard => heard.Value));
    }

    /// <summary>From half a millisecond to a minute: OpenTelemetry's own buckets are for milliseconds and end at ten seconds.</summary>
    [Fact]
    public void Should_advise_buckets_that_fit()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var heard = new HeardMetrics(services);
        _ = new WorkerMetrics(services.GetRequiredService<IMeterFactory>(), new Worker.Pipeline.PixelBudget(1));

        var histograms = heard.Instruments.OfType<Histogram<double>>().Where(histogram => histogram.Unit == "s").ToArray();

        Assert.Equal(3, histograms.Length);
        Assert.All(histograms, histogram =>
        {
            var bounds = histogram.Advice!.HistogramBucketBoundaries!;
            Assert.Equal((0.0005, 60), (bounds[0], bounds[^1]));
            Assert.Equal(bounds.Order(), bounds);
        });
    }
}
