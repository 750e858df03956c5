using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Submission;

/// <summary>What was accepted is done, whatever ends in between: the sender, the process, the broker.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Unfinished = 1111;
    private const int Sent = 1112;
    private const int Postponed = 1113;

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = TestApi.NewFolder();

    /// <summary>How the clock of the earlier process stood to the next one's.</summary>
    public static TheoryData<int> DaysApart { get; } = new() { -1, 0, 1 };

    public void Dispose() => FolderRemoval.Remove(_folder);

    [Fact]
    public async Task Should_mark_what_the_broker_has_confirmed()
    {
        await using var api = await StartAsync();

        var id = await api.SubmitAsync();

        await AssertMarkedAsync(api, id);
        await api.Worker.ReceivedAsync(id);
        Assert.Single(api.Worker.Commands);
    }

    [Theory]
    [MemberData(nameof(DaysApart))]
    public async Task Should_send_at_start_what_was_never_sent(int days)
    {
        var row = Row(DetectionStates.Queued, days);
        (row.ConfirmedAt, row.LeaseUntil) = (null, row.QueuedAt.AddSeconds(25));
        await LeaveBehindAsync(row);

        await using var api = await StartAsync();

        var command = await api.Worker.ReceivedAsync(row.CorrelationId);
        Assert.Equal(row.ImageBlob, command.Image!.Blob);
        Assert.Equal(0.4, command.Options!.Confidence);
        Assert.Equal(row.SubmittedAt, command.SubmittedAt);
        await AssertMarkedAsync(api, row.CorrelationId);
    }

    /// <summary>
    /// After a clean stop nothing was in work; after another end, the journal tells what was, whatever the row says. The clock may
    /// have been set back or forward since.
    /// </summary>
    [Theory]
    [InlineData(DetectionStates.Queued, false, 0)]
    [InlineData(DetectionStates.Queued, false, 1)]
    [InlineData(DetectionStates.Queued, true, -1)]
    [InlineData(DetectionStates.Processing, false, 1)]
    [InlineData(DetectionStates.Processing, true, 0)]
    [InlineData(DetectionStates.Processing, true, 1)]
    public async Task Should_run_again_at_start_what_was_in_the_queue_or_in_work(string state, bool inWork, int days)
    {
        var row = Row(state, days);
        await LeaveBehindAsync(row);
        if (inWork)
            NoteInWork(row);

        await using var api = await StartAsync();

        await api.Worker.ReceivedAsync(row.CorrelationId);
        await Eventually.TrueAsync("it is queued", async () => await api.FindAsync(row.CorrelationId) is { CurrentState: DetectionStates.Queued, StartedAt: null });
        Assert.Equal(inWork ? 1 : 0, (await api.FindAsync(row.CorrelationId))!.Recoveries);
        Assert.Contains("1 unfinished detections", Assert.Single(api.Log.Of(Unfinished)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DetectionStates.Completed)]
    [InlineData(DetectionStates.Failed)]
    public async Task Should_leave_alone_what_is_finished(string state)
    {
        var (finished, unfinished) = (Row(state, recoveries: 3), Row(DetectionStates.Queued));
        finished.ConfirmedAt = null; // Its end came before the mark.
        await LeaveBehindAsync(finished, unfinished);
        NoteInWork(finished); // Its end is in the database, and the process died before the journal heard of it.

        await using var api = await StartAsync();

        await api.Worker.ReceivedAsync(unfinished.CorrelationId);
        await api.Log.SeenAsync(Sent);
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
        await api.Log.SeenAsync(Sent);
        Assert.DoesNotContain(api.Worker.Commands, command => command.DetectionId == deadly.CorrelationId);
        var failed = await Eventually.GetAsync("it has failed", async () =>
            await api.FindAsync(deadly.CorrelationId) is { CurrentState: DetectionStates.Failed } row ? row : null);
        Assert.Equal((ErrorCodes.InferenceFailed, false), (failed.ErrorCode, failed.ErrorRetryable));
        Assert.Contains("4 times", failed.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(1, failed.Version); // By the state machine, as any end.
    }

    [Fact]
    public async Task Should_sweep_up_what_was_left_but_not_what_a_request_or_a_sibling_has_a_lease_of()
    {
        await using var api = await StartAsync();
        await api.Time.TimerAsync(Sweep);
        var then = api.Time.GetUtcNow() + Sweep;
        DateTimeOffset?[] free = [null, then, then.AddDays(1)]; // The last one is of a clock that was ahead.
        DateTimeOffset?[] held = [then.AddTicks(1), then.AddSeconds(50)];
        var (left, taken) = (free.Select(Leased).ToArray(), held.Select(Leased).ToArray());
        await api.InsertAsync([.. left, .. taken]);

        api.Time.Advance(Sweep);

        await api.Log.SeenAsync(Sent);
        foreach (var row in left)
            await api.Worker.ReceivedAsync(row.CorrelationId);
        Assert.Equal(left.Select(row => row.CorrelationId).Order(), api.Worker.Commands.Select(command => command.DetectionId).Order());
        Assert.Contains("Sent 3 ", Assert.Single(api.Log.Of(Sent)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_sweep_again_after_a_sweep_that_failed()
    {
        await using var api = await StartAsync();
        await api.Time.TimerAsync(Sweep);
        var old = Leased(null);
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
        await api.Time.TimerAsync(Gathering); // The lease is given up; it would have lasted longer than to the next sweep.
        api.Time.Advance(Gathering);
        await Eventually.TrueAsync("the lease is given up", async () => (await api.FindAsync(old.CorrelationId))!.LeaseUntil is null);
        api.Time.Advance(Sweep - TimeSpan.FromSeconds(5) - Gathering);

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
        await api.Time.TimerAsync(Gathering);
        Assert.Null((await api.FindAsync(id))!.ConfirmedAt);

        api.Time.Advance(Gathering);

        await Eventually.TrueAsync("the row is marked", async () => (await api.FindAsync(id))!.ConfirmedAt == api.Time.GetUtcNow());
        var row = (await api.FindAsync(id))!;
        Assert.Equal((DetectionStates.Queued, null, 0), (row.CurrentState, row.LeaseUntil, row.Version));
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

    private static DetectionState Leased(DateTimeOffset? until)
    {
        var row = Row(DetectionStates.Queued);
        (row.ConfirmedAt, row.LeaseUntil) = (null, until);
        return row;
    }

    /// <summary>A row of an earlier process.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="days">How far the earlier process's clock was ahead.</param>
    /// <param name="recoveries">Earlier ends of the process with this one in work.</param>
    private static DetectionState Row(string state, int days = 0, int recoveries = 0)
    {
        var at = new ManualTime().GetUtcNow().AddDays(days);
        var row = new DetectionState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = state,
            ImageBlob = "images/left-behind",
            SubmittedAt = at,
            ConfirmedAt = at,
            StartedAt = state == DetectionStates.Processing ? at : null,
            FinishedAt = DetectionStates.IsFinished(state) ? at : null,
            Options = new DetectionOptions { Confidence = 0.4 },
            Recoveries = recoveries,
        };
        row.BeginAt(at);
        return row;
    }
}
