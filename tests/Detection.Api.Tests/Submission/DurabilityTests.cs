using Detection.Testing;
using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Submission;

/// <summary>What was accepted is done, whatever ends in between: the sender, the process, the broker.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Published = 1112;
    private const int Requeued = 1111;
    private const int Postponed = 1113;

    // Twice the confirm's time-out and a sweep: the default options' age at which a row is nobody's any more.
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(25);

    private readonly string _folder = TestApi.NewFolder();

    public void Dispose() => FolderRemoval.Remove(_folder);

    [Fact]
    public async Task Should_mark_what_the_broker_has_confirmed()
    {
        await using var api = await StartAsync();

        var id = await api.SubmitAsync();

        await AssertMarkedAsync(api, id);
        Assert.Single(api.Worker.Commands);
    }

    [Fact]
    public async Task Should_publish_at_start_what_was_never_published()
    {
        var row = Row(DetectionStates.Submitted);
        await LeaveBehindAsync(row);

        await using var api = await StartAsync();

        var command = await api.Worker.ReceivedAsync(row.CorrelationId);
        Assert.Equal(row.ImageBlob, command.Image!.Blob);
        Assert.Equal(0.4, command.Options!.Confidence);
        Assert.Equal(row.SubmittedAt, command.SubmittedAt);
        await AssertMarkedAsync(api, row.CorrelationId);
    }

    /// <summary>After a clean stop nothing was in work; after another end, the journal tells what was, whatever the row says.</summary>
    [Theory]
    [InlineData(DetectionStates.Submitted, false, 0)]
    [InlineData(DetectionStates.Submitted, true, 1)]
    [InlineData(DetectionStates.Queued, false, 0)]
    [InlineData(DetectionStates.Queued, true, 1)]
    [InlineData(DetectionStates.Processing, false, 0)]
    [InlineData(DetectionStates.Processing, true, 1)]
    public async Task Should_run_again_at_start_what_was_in_the_queue_or_in_work(string state, bool inWork, int recoveries)
    {
        var row = Row(state);
        await LeaveBehindAsync(row);
        if (inWork)
            NoteInWork(row);

        await using var api = await StartAsync();

        await api.Worker.ReceivedAsync(row.CorrelationId);
        var detection = await api.FindAsync(row.CorrelationId);
        Assert.Equal(recoveries, detection!.Recoveries);
        Assert.Null(detection.StartedAt);
        Assert.Contains("1 unfinished detections", Assert.Single(api.Log.Of(Requeued)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DetectionStates.Completed)]
    [InlineData(DetectionStates.Failed)]
    public async Task Should_leave_alone_what_is_finished(string state)
    {
        var (finished, unfinished) = (Row(state, recoveries: 3), Row(DetectionStates.Submitted));
        await LeaveBehindAsync(finished, unfinished);
        NoteInWork(finished); // Its end is in the database, and the process died before the journal heard of it.

        await using var api = await StartAsync();

        await api.Worker.ReceivedAsync(unfinished.CorrelationId);
        await api.Log.SeenAsync(Published);
        Assert.DoesNotContain(api.Worker.Commands, command => command.DetectionId == finished.CorrelationId);
        var detection = await api.FindAsync(finished.CorrelationId);
        Assert.Equal((state, 3), (detection!.CurrentState, detection.Recoveries));
    }

    [Fact]
    public async Task Should_give_up_on_a_picture_that_ends_the_process_each_time()
    {
        var deadly = Row(DetectionStates.Processing, recoveries: 3);
        var last = Row(DetectionStates.Processing, recoveries: 2);
        var bystander = Row(DetectionStates.Processing, recoveries: 3);
        await LeaveBehindAsync(deadly, last, bystander);
        NoteInWork(deadly, last);

        await using var api = await StartAsync();

        await api.Worker.ReceivedAsync(last.CorrelationId);
        await api.Worker.ReceivedAsync(bystander.CorrelationId);
        await api.Log.SeenAsync(Published);
        Assert.DoesNotContain(api.Worker.Commands, command => command.DetectionId == deadly.CorrelationId);
        var failed = await api.GetJsonAsync($"/v1/detections/{deadly.CorrelationId}");
        Assert.Equal("Failed", failed.GetProperty("status").GetString());
        Assert.Equal(ErrorCodes.InferenceFailed, failed.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("4 times", failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_sweep_up_what_was_left_but_not_what_is_still_in_a_request_s_hands()
    {
        await using var api = await StartAsync();
        await api.Time.TimerAsync(Sweep);
        var old = Row(DetectionStates.Submitted, api.Time.GetUtcNow() + Sweep - Grace - TimeSpan.FromTicks(1));
        var young = Row(DetectionStates.Submitted, api.Time.GetUtcNow() + Sweep - Grace);
        await api.InsertAsync(old, young);

        api.Time.Advance(Sweep);

        await api.Worker.ReceivedAsync(old.CorrelationId);
        await api.Log.SeenAsync(Published);
        Assert.Contains("Published 1 ", Assert.Single(api.Log.Of(Published)), StringComparison.Ordinal);
        Assert.Single(api.Worker.Commands);
    }

    [Fact]
    public async Task Should_sweep_again_after_a_sweep_that_failed()
    {
        await using var api = await StartAsync();
        await api.Time.TimerAsync(Sweep);
        var old = Row(DetectionStates.Submitted, api.Time.GetUtcNow() - Grace);
        await api.InsertAsync(old);
        using (var silence = new SilentBroker())
        using (api.Bus.ConnectSendObserver(silence))
        {
            api.Time.Advance(Sweep);
            await silence.Asked;
            await api.Time.TimerAsync(TimeSpan.FromSeconds(5));
            api.Time.Advance(TimeSpan.FromSeconds(5));
            await api.Log.SeenAsync(Postponed);
        }

        Assert.Empty(api.Worker.Commands);
        await api.Time.TimerAsync(Sweep - TimeSpan.FromSeconds(5));
        api.Time.Advance(Sweep);

        await api.Worker.ReceivedAsync(old.CorrelationId);
    }

    [Fact]
    public async Task Should_not_lose_the_submission_of_a_sender_who_hangs_up()
    {
        await using var api = await StartAsync();
        using var hangUp = new CancellationTokenSource();
        // Held up between the picture and the row, where a request's token would still end it all.
        var turn = await api.Services.GetRequiredService<WriteGate>().EnterAsync(CancellationToken.None);
        using var content = new ByteArrayContent(Pictures.Png());
        var post = api.Client.PostAsync(Http.Submissions, content, hangUp.Token);
        await Eventually.TrueAsync("the picture is stored", () => api.Blobs().Any(file => !file.Contains(".incoming", StringComparison.Ordinal)));

        await hangUp.CancelAsync();
        await api.Aborted.Task.WaitAsync(Eventually.Patience);
        turn.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await Eventually.TrueAsync("the worker got the command", () => api.Worker.Commands.Count == 1);
        await using var context = await api.OpenAsync();
        Assert.Equal(Assert.Single(api.Worker.Commands).DetectionId, Assert.Single(context.Detections).CorrelationId);
    }

    // Marks are gathered for a moment, to share a write.
    private static async Task AssertMarkedAsync(TestApi api, Guid id)
    {
        var gathering = TimeSpan.FromMilliseconds(200);
        await api.Time.TimerAsync(gathering);
        Assert.Equal(DetectionStates.Submitted, (await api.FindAsync(id))!.CurrentState);

        api.Time.Advance(gathering);

        await Eventually.TrueAsync("the row is marked", async () => (await api.FindAsync(id))!.CurrentState == DetectionStates.Queued);
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(new TestApiSettings { Folder = _folder });

    /// <summary>Leaves the database as an earlier process did.</summary>
    private async Task LeaveBehindAsync(params DetectionState[] rows)
    {
        await using var earlier = await StartAsync();
        await earlier.Time.TimerAsync(Sweep);
        await earlier.InsertAsync(rows);
    }

    /// <summary>Leaves the journal as a process that ended with these in work.</summary>
    private void NoteInWork(params DetectionState[] detections)
    {
        using var journal = WorkJournal.Open(Path.Combine(_folder, "in-work"));
        foreach (var detection in detections)
            journal.Begin(detection.CorrelationId);
    }

    /// <summary>A row of an earlier process, which ended before the clock of the next one began.</summary>
    private static DetectionState Row(string state, int recoveries = 0)
    {
        var row = Row(state, DateTimeOffset.UnixEpoch);
        row.Recoveries = recoveries;
        return row;
    }

    private static DetectionState Row(string state, DateTimeOffset at)
    {
        var row = new DetectionState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = state,
            ImageBlob = "images/left-behind",
            SubmittedAt = at,
            StartedAt = state == DetectionStates.Processing ? at : null,
            Options = new DetectionOptions { Confidence = 0.4 },
        };
        row.BeginAt(at);
        return row;
    }
}
