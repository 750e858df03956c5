using System.Diagnostics;
using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>The process ends in the middle of work, this way and that; the next one finishes it.</summary>
public sealed class RestartTests(ITestOutputHelper output) : ServiceTests(output)
{
    private const int Count = 60;
    private const string Reference = "restart";
    private const int MostEnds = 4;

    // The default of the bus, with the host's five seconds on top.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(35);

    [Fact]
    public async Task Should_finish_after_a_kill_what_was_queued_and_in_work()
    {
        var app = await StartAsync();
        var work = await InTheMiddleOfWorkAsync(app);

        await app.KillAsync();
        await app.RestartAsync();

        await AssertAllDoneOnceAsync(app, work);
    }

    /// <summary>By the clock of the process that was killed, everything happened in what is now the future.</summary>
    [Fact]
    public async Task Should_finish_all_of_it_after_the_clock_was_set_back()
    {
        var app = await StartAsync();
        var work = await InTheMiddleOfWorkAsync(app);

        await app.KillAsync();
        app.Data.MoveTimes(TimeSpan.FromDays(1));
        await app.RestartAsync();

        await AssertAllDoneOnceAsync(app, work);
    }

    [Fact]
    public async Task Should_stop_cleanly_in_the_middle_and_finish_the_rest_at_the_next_start()
    {
        var app = await StartAsync();
        var work = await InTheMiddleOfWorkAsync(app);

        var clock = Stopwatch.StartNew();
        await app.StopAsync(patience: 2 * StopTime);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, StopTime);
        await app.RestartAsync();

        // The stop waited for what was in work, so nothing counts as having ended the process.
        Assert.False(app.Said("The last process ended with"));
        await AssertAllDoneOnceAsync(app, work);
    }

    /// <summary>Under one picture the process dies each time, and there is no broker to count that.</summary>
    [Fact]
    public async Task Should_give_up_on_a_picture_that_is_in_work_at_every_end()
    {
        var app = await StartAsync();
        var work = await InTheMiddleOfWorkAsync(app);
        await app.KillAsync();
        // One that was still in the queue.
        var deadly = work.Keys.First(id => app.Data.KeysOf("annotated", id) is [] && !app.Data.InWork().Contains(id));
        app.Data.MakeNeverRead(Assert.Single(app.Data.KeysOf("images", deadly)));
        await app.RestartAsync();

        for (var end = 1; end <= MostEnds; end++)
        {
            // By this process, not by the one before it.
            await Eventually.TrueAsync("it is in work", async () => await app.Client.FindAsync(deadly) is { Status: "Processing" } detection
                && detection.Worker!.EndsWith($"-{app.ProcessId}", StringComparison.Ordinal));
            await app.KillAsync();
            Assert.Equal([deadly], app.Data.InWork());
            await app.RestartAsync();
        }

        var failed = await app.Client.FailedAsync(deadly, ErrorCodes.InferenceFailed);
        Assert.Contains($"ended {MostEnds} times", failed.Error!.Message, StringComparison.Ordinal);
        work.Remove(deadly);
        foreach (var (id, picture) in work)
            picture.AssertFound(await app.Client.FinishedAsync(id));
        await app.StopAsync();
        Assert.Empty(app.Data.InWork());
    }

    // One picture at a time, so that there is a middle.
    private async Task<StandaloneApp> StartAsync()
    {
        var app = await StandaloneApp.StartAsync(ModelFolders.Blocks, ("Worker__Concurrency", "1"), ("Inference__Sessions", "1"));
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);
        return app;
    }

    /// <summary>Submits pictures, and returns with some completed, one in work and many queued.</summary>
    private static async Task<Dictionary<Guid, DrawnPicture>> InTheMiddleOfWorkAsync(StandaloneApp app)
    {
        var pictures = Enumerable.Range(0, Count).Select(number => new DrawnPicture(number, Scale: 2));
        var work = await Task.WhenAll(pictures.Select(async picture =>
            (Picture: picture, (await app.Client.SubmitAsync(picture.ToPng(), $"reference={Reference}")).Id)));

        var finished = 0;
        await Eventually.TrueAsync("some are done", async () =>
        {
            finished = (await app.Client.ListAsync(Reference)).Count(detection => detection.IsFinished);
            return finished > 0;
        });
        Assert.InRange(finished, 1, Count - 10);
        return work.ToDictionary(one => one.Id, one => one.Picture);
    }

    private static async Task AssertAllDoneOnceAsync(StandaloneApp app, Dictionary<Guid, DrawnPicture> work)
    {
        foreach (var (id, picture) in work)
            picture.AssertFound(await app.Client.FinishedAsync(id));

        var listed = (await app.Client.ListAsync(Reference)).Select(detection => detection.Id).ToArray();
        Assert.Equal(work.Keys.Order(), listed.Order());
        Assert.Equal((Count, Count), (app.Data.CountImages(), app.Data.CountAnnotated()));
    }
}
