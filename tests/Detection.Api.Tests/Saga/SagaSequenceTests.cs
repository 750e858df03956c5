using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>Late, duplicate and overtaking messages, one after the other and all at once.</summary>
public sealed class SagaSequenceTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private readonly Guid _id = Guid.NewGuid();

    private TestApi Api => shared.Api;

    [Fact]
    public async Task Should_keep_a_result_that_overtook_its_start_and_its_command()
    {
        await Api.PublishAsync(Messages.Completed(_id));
        await Api.PublishAsync(Messages.Started(_id));
        await Api.PublishAsync(Messages.Command(_id));

        var detection = await FindAsync();
        Assert.Equal(DetectionStates.Completed, detection.CurrentState);
        Assert.Equal("worker-of-result", detection.Worker);
        Assert.Equal(Messages.ReferenceOf(_id), detection.Reference);
        Assert.Equal(Messages.BlobOf(_id), detection.ImageBlob);
        Assert.Equal(0, detection.Version);
    }

    [Fact]
    public async Task Should_keep_the_first_of_two_results()
    {
        await Api.PublishAsync(Messages.Completed(_id, "bus"));
        await Api.PublishAsync(Messages.Completed(_id, "tram"));

        Assert.Equal("bus", Assert.Single((await FindAsync()).Detections!).Label);
    }

    [Fact]
    public async Task Should_not_fail_what_is_completed()
    {
        await Api.PublishAsync(Messages.Completed(_id));
        await Api.PublishAsync(Messages.Failed(_id));
        await Api.PublishAsync(Messages.Fault(_id));

        var detection = await FindAsync();
        Assert.Equal(DetectionStates.Completed, detection.CurrentState);
        Assert.Null(detection.ErrorCode);
        Assert.Equal(Messages.CompletedAt, detection.FinishedAt);
    }

    [Fact]
    public async Task Should_not_complete_what_has_failed()
    {
        await Api.PublishAsync(Messages.Failed(_id));
        await Api.PublishAsync(Messages.Completed(_id));

        var detection = await FindAsync();
        Assert.Equal(DetectionStates.Failed, detection.CurrentState);
        Assert.Null(detection.Detections);
    }

    [Fact]
    public async Task Should_show_the_worker_that_took_over()
    {
        await Api.PublishAsync(Messages.Command(_id));
        await Api.PublishAsync(Messages.Started(_id) with { Worker = "lost" });
        await Api.PublishAsync(Messages.Started(_id) with { Worker = "second", StartedAt = Messages.CompletedAt });

        var detection = await FindAsync();
        Assert.Equal("second", detection.Worker);
        Assert.Equal(Messages.CompletedAt, detection.StartedAt);
    }

    [Fact]
    public async Task Should_fail_by_a_fault_that_gives_no_reason()
    {
        await Api.PublishAsync(new WorkerFault { Message = Messages.Command(_id) }.AsFault());

        var detection = await FindAsync();
        Assert.Equal(DetectionStates.Failed, detection.CurrentState);
        Assert.Equal("The worker gave up after its retries: no reason given", detection.ErrorMessage);
    }

    [Fact]
    public Task Should_lose_no_event_of_many_detections_at_once() => Storm.OfManyDetectionsAsync(Api);

    [Fact]
    public Task Should_lose_no_event_of_one_detection() => Storm.OfOneDetectionAsync(Api);

    private async Task<DetectionState> FindAsync()
    {
        Assert.Empty(Api.Journal.SagaFaults);
        return Assert.IsType<DetectionState>(await Api.FindAsync(_id));
    }
}
