using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>What the bus may carry that nobody of ours would send. None of it may hold up the detections behind it.</summary>
public sealed class SagaStrangerTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public Task Should_take_text_of_any_length_and_alphabet() => ForeignText.CheckAsync(_api);

    [Fact]
    public async Task Should_take_events_whose_parts_are_null()
    {
        var (started, completed, failed) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _api.PublishAsync(new DetectionStarted { DetectionId = started, Worker = null!, Origin = null! });
        await _api.PublishAsync(new DetectionCompleted { DetectionId = completed, Image = null!, Detections = null!, Stages = null!, Origin = null! });
        await _api.PublishAsync(new DetectionFailed { DetectionId = failed, Code = null!, Message = null!, Origin = null! });

        Assert.Empty(_api.Journal.SagaFaults);
        Assert.Equal(DetectionStates.Processing, (await _api.FindAsync(started))?.CurrentState);
        Assert.Equal(DetectionStates.Completed, (await _api.FindAsync(completed))?.CurrentState);
        Assert.Equal(DetectionStates.Failed, (await _api.FindAsync(failed))?.CurrentState);
        foreach (var id in new[] { started, completed, failed })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await _api.Client.GetAsync($"/v1/detections/{id}")).StatusCode);
    }

    [Fact]
    public async Task Should_keep_the_times_of_a_refused_command_in_order()
    {
        var (refused, undated) = (Guid.NewGuid(), Guid.NewGuid());
        await _api.PublishAsync(Messages.Failed(refused) with { StartedAt = null, Worker = null });
        await _api.PublishAsync(Messages.Failed(undated) with { StartedAt = null, Worker = null, FailedAt = default });

        Assert.Equal(Messages.FailedAt, (await _api.FindAsync(refused))!.QueuedAt);
        Assert.Equal(_api.Time.GetUtcNow(), (await _api.FindAsync(undated))!.QueuedAt);
    }

    [Fact]
    public async Task Should_make_no_detection_of_messages_without_an_id()
    {
        await _api.PublishAsync(Messages.Command(Guid.Empty));
        await _api.PublishAsync(Messages.Started(Guid.Empty));
        await _api.PublishAsync(Messages.Completed(Guid.Empty));
        await _api.PublishAsync(Messages.Failed(Guid.Empty));
        await _api.PublishAsync(Messages.Fault(Guid.Empty));
        await _api.PublishAsync(new WorkerFault().AsFault());

        Assert.Equal(0, await _api.CountAsync());
    }

    [Fact]
    public async Task Should_not_take_its_own_fault_for_the_worker_s()
    {
        var id = Guid.NewGuid();
        await _api.Time.TimerAsync(TimeSpan.FromSeconds(15)); // The sweep is the only other one that looks at the clock.
        _api.Time.NextFault = new InvalidOperationException("the saga itself broke");
        await _api.PublishAsync(Messages.Command(id));
        Assert.Contains("the saga itself broke", Assert.Single(_api.Journal.SagaFaults), StringComparison.Ordinal);

        // Whatever the fault would have set in motion has happened before this is answered.
        await _api.PublishAsync(Messages.Completed(id));

        Assert.Equal(DetectionStates.Completed, (await _api.FindAsync(id))?.CurrentState);
    }
}
