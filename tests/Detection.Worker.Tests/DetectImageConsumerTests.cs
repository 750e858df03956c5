using Detection.Contracts;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using MassTransit;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>What a command is answered with, on the real endpoint with its retry.</summary>
public sealed class DetectImageConsumerTests
{
    private static readonly byte[] Picture = BlocksPicture.Png(640, 480, (0, 64, 96, 64));

    [Fact]
    public async Task Should_say_that_it_started_and_then_what_it_found()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture) with { Options = new DetectionOptions { Reference = "camera 7" } };

        Assert.False(await worker.SendAsync(command));

        Assert.Equal([nameof(DetectionStarted), nameof(DetectionCompleted)], worker.PublishedKinds());
        var started = Assert.Single(worker.Published<DetectionStarted>());
        var completed = Assert.Single(worker.Published<DetectionCompleted>());
        Assert.Equal((command.DetectionId, "tested-worker"), (started.DetectionId, started.Worker));
        Assert.Equal((command.DetectionId, started.StartedAt), (completed.DetectionId, completed.StartedAt));
        Assert.Equal("red", Assert.Single(completed.Detections).Label);
        Assert.Equal("camera 7", started.Origin.Reference);
        Assert.Equal(started.Origin, completed.Origin);
    }

    /// <summary>Nobody could have looked meanwhile, and the end says when it began.</summary>
    [Fact]
    public async Task Should_only_say_what_it_found_when_it_is_quick()
    {
        await using var worker = await WorkerHarness.StartAsync(("Worker:StartedAfterMilliseconds", "60000"));

        Assert.False(await worker.SendAsync(await worker.CommandAsync(Picture)));

        Assert.Equal([nameof(DetectionCompleted)], worker.PublishedKinds());
    }

    /// <summary>It comes back no better: an answer and an acknowledgement, never a retry.</summary>
    [Fact]
    public async Task Should_answer_a_bad_picture_and_be_done_with_it()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync("no picture"u8.ToArray());

        Assert.False(await worker.SendAsync(command));

        Assert.Equal([nameof(DetectionStarted), nameof(DetectionFailed)], worker.PublishedKinds());
        var failed = Assert.Single(worker.Published<DetectionFailed>());
        Assert.Equal((command.DetectionId, ErrorCodes.ImageUnsupported, false), (failed.DetectionId, failed.Code, failed.Retryable));
        Assert.Equal(("tested-worker", command.Image!.Blob), (failed.Worker, failed.Origin.ImageBlob));
        Assert.NotNull(failed.StartedAt);
        Assert.NotEmpty(failed.Message);
        Assert.Equal(1, worker.Store.Reads);
    }

    [Fact]
    public async Task Should_answer_bad_options()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture) with { Options = new DetectionOptions { Confidence = 2 } };

        Assert.False(await worker.SendAsync(command));

        Assert.Equal(ErrorCodes.OptionsInvalid, Assert.Single(worker.Published<DetectionFailed>()).Code);
        Assert.Equal(0, worker.Store.Reads);
    }

    [Fact]
    public async Task Should_try_again_while_the_store_is_away_for_a_moment()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture);
        worker.Store.ReadFaults = 1;

        Assert.False(await worker.SendAsync(command));

        Assert.Equal([nameof(DetectionStarted), nameof(DetectionStarted), nameof(DetectionCompleted)], worker.PublishedKinds());
        Assert.Equal(2, worker.Store.Reads);
    }

    [Fact]
    public async Task Should_try_again_when_only_the_result_could_not_be_stored()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture);
        worker.Store.WriteFaults = 1;

        Assert.False(await worker.SendAsync(command));

        Assert.True(BlobName.TryParse(Assert.Single(worker.Published<DetectionCompleted>()).AnnotatedBlob, out var name, out _));
        Assert.Equal(BlobName.Annotated(command.DetectionId), name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Should_fault_after_its_retries_when_the_store_stays_away(int retries)
    {
        await using var worker = await WorkerHarness.StartAsync(("Worker:Retries", $"{retries}"));
        var command = await worker.CommandAsync(Picture);
        worker.Store.ReadFaults = int.MaxValue;

        Assert.True(await worker.SendAsync(command));

        var fault = Assert.Single(worker.Published<Fault<DetectImage>>());
        Assert.Equal(command.DetectionId, fault.Message.DetectionId);
        Assert.Equal("The blob store is away.", fault.Exceptions[0].Message);
        Assert.Equal(retries + 1, worker.Store.Reads);
        Assert.Empty(worker.Published<DetectionFailed>());
    }

    /// <summary>No answer could name it; its sender looks into the error queue.</summary>
    [Fact]
    public async Task Should_not_try_a_command_without_an_id()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture) with { DetectionId = Guid.Empty };

        Assert.True(await worker.SendAsync(command));

        var fault = Assert.Single(worker.Published<Fault<DetectImage>>());
        Assert.Contains("give each a new UUID", fault.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal(["Fault"], worker.PublishedKinds());
        Assert.Equal(0, worker.Store.Reads);
    }

    /// <summary>Delivered twice, it is the same detection with the same blobs.</summary>
    [Fact]
    public async Task Should_answer_a_duplicate_alike()
    {
        await using var worker = await WorkerHarness.StartAsync();
        var command = await worker.CommandAsync(Picture);

        await worker.SendAsync(command);
        await worker.SendAsync(command);

        var completed = worker.Published<DetectionCompleted>();
        Assert.Equal(2, completed.Count);
        Assert.Equal(completed[0].Detections, completed[1].Detections);
        Assert.Equal(completed[0].AnnotatedBlob, completed[1].AnnotatedBlob);
        Assert.Equal(2, worker.Blobs.Count);
    }

    /// <summary>From before its picture is read until its end is told; then no more, however it ended.</summary>
    [Fact]
    public async Task Should_have_what_is_in_work_in_the_journal()
    {
        await using var worker = await WorkerHarness.StartAsync(("Worker:Retries", "0"));
        await worker.SendAsync(await worker.CommandAsync(Picture));
        await worker.SendAsync(await worker.CommandAsync("no picture"u8.ToArray()));
        worker.Store.ReadFaults = 1;
        Assert.True(await worker.SendAsync(await worker.CommandAsync(Picture)));
        var command = await worker.CommandAsync(Picture);
        var open = new TaskCompletionSource();
        worker.Store.WritesOpen = open.Task;

        var sending = worker.SendAsync(command);
        await Eventually.TrueAsync("the picture is in work", () => worker.Store.Reads == 4);

        Assert.Equal([command.DetectionId], worker.LeftBehindNow());
        open.SetResult();
        Assert.False(await sending);
    }

    /// <summary>A failed picture must not disturb the next.</summary>
    [Fact]
    public async Task Should_carry_on_after_bad_pictures()
    {
        await using var worker = await WorkerHarness.StartAsync();
        for (var i = 0; i < 10; i++)
            await worker.SendAsync(await worker.CommandAsync(BlocksPicture.Png(640, 480)[..(30 + i)]));

        Assert.False(await worker.SendAsync(await worker.CommandAsync(Picture)));

        Assert.Equal(10, worker.Published<DetectionFailed>().Count);
        Assert.Single(worker.Published<DetectionCompleted>());
    }
}
