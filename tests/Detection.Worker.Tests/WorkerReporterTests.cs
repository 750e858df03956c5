using Detection.Contracts;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests;

public sealed class WorkerReporterTests
{
    [Fact]
    public async Task Should_report_again_and_again_what_runs_here()
    {
        await using var worker = await WorkerHarness.StartAsync(("Worker:ReportSeconds", "0.5"));

        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(_ => true));
        var first = worker.Published<WorkerReported>()[0];
        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(report => report.ReportedAt > first.ReportedAt));

        Assert.All(worker.Published<WorkerReported>(), report =>
        {
            Assert.Equal(("tested-worker", first.StartedAt, false), (report.Worker, report.StartedAt, report.Stopping));
            var model = Assert.Single(report.Models);
            Assert.Equal(("blocks", "detect", true, "CPU"), (model.Name, model.Task, model.IsDefault, model.Provider));
            Assert.Equal(["red", "green", "blue"], model.Labels);
            Assert.Equal((32, 640, 640, true), (model.Stride, model.InputWidth, model.InputHeight, model.DynamicSize));
            Assert.Equal("1 session of 1 thread", model.Layout);
            Assert.Equal((false, "the CPU was asked for", false), (model.BuiltIn, model.ProviderNote, model.GpuUnused));
            Assert.True(model.SelfTestMilliseconds > 0);
        });
        Assert.True(first.StartedAt <= first.ReportedAt);
    }

    [Fact]
    public async Task Should_report_that_the_built_in_model_runs()
    {
        await using var worker = await WorkerHarness.StartAsync(
            ("Inference:ModelFolders", ""), ("Inference:BuiltInFile", TestModels.BlocksPath));

        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(_ => true));
        var model = Assert.Single(worker.Published<WorkerReported>()[0].Models);
        Assert.True(model is { BuiltIn: true, IsDefault: true });
    }

    [Fact]
    public async Task Should_report_what_it_has_in_work()
    {
        await using var worker = await WorkerHarness.StartAsync(("Worker:ReportSeconds", "0.5"));
        var command = await worker.CommandAsync(BlocksPicture.Png(640, 480));
        var open = new TaskCompletionSource();
        worker.Store.WritesOpen = open.Task;

        var sending = worker.SendAsync(command);

        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(report => report.InWork!.SequenceEqual([command.DetectionId])));
        open.SetResult();
        await sending;
        var ended = worker.Published<WorkerReported>()[^1].ReportedAt;
        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(report => report.ReportedAt > ended && report.InWork is []));
    }

    [Fact]
    public async Task Should_say_goodbye_once_and_last()
    {
        await using var worker = await WorkerHarness.StartAsync();
        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(_ => true));

        await worker.StopAsync();

        var reports = worker.Published<WorkerReported>();
        Assert.True(reports[^1].Stopping);
        Assert.All(reports.SkipLast(1), report => Assert.False(report.Stopping));
        Assert.NotEmpty(reports[^1].Models);
    }
}
