using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Storage;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>The first picture of an id is the detection. <see cref="TransitionTable"/> has every state with a message about another one.</summary>
public sealed class FirstPictureTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static readonly byte[] First = "the first"u8.ToArray();
    private static readonly byte[] Second = "another"u8.ToArray();

    private readonly Guid _id = Guid.NewGuid();

    private TestApi Api => shared.Api;

    [Fact]
    public async Task Should_know_an_inline_picture_by_the_key_that_it_gets()
    {
        await Api.PublishAsync(Inline(First));
        Assert.Equal(KeyOf(First), (await FindAsync()).ImageBlob);

        await Api.PublishAsync(Completed(KeyOf(Second)));
        Assert.Equal(DetectionStates.Queued, (await FindAsync()).CurrentState);

        await Api.PublishAsync(Completed(KeyOf(First)));
        Assert.Equal(DetectionStates.Completed, (await FindAsync()).CurrentState);
    }

    /// <summary>The worker may be done with the second before the first.</summary>
    [Fact]
    public async Task Should_take_the_result_of_the_first_picture_only()
    {
        await Api.PublishAsync(Inline(First));
        await Api.PublishAsync(Inline(Second));
        await Api.PublishAsync(Messages.Completed(_id, "of the second") with { Origin = Origin(KeyOf(Second)), AnnotatedBlob = "annotated/second" });
        await Api.PublishAsync(Messages.Completed(_id, "of the first") with { Origin = Origin(KeyOf(First)), AnnotatedBlob = "annotated/first" });

        var detection = await FindAsync();
        Assert.Equal("of the first", Assert.Single(detection.Detections!).Label);
        Assert.Equal((KeyOf(First), "annotated/first"), (detection.ImageBlob, detection.AnnotatedBlob));
    }

    /// <summary>A refused picture is not in the store; its hash tells whose refusal it is.</summary>
    [Fact]
    public async Task Should_tell_refused_inline_pictures_apart_by_their_hash()
    {
        await Api.PublishAsync(Inline(First));

        await Api.PublishAsync(Messages.Failed(_id) with { Origin = new DetectionOrigin { ImageHash = BlobHash.Of(Second) } });
        Assert.Equal(DetectionStates.Queued, (await FindAsync()).CurrentState);

        await Api.PublishAsync(Messages.Failed(_id) with { Origin = new DetectionOrigin { ImageHash = BlobHash.Of(First) } });
        Assert.Equal(DetectionStates.Failed, (await FindAsync()).CurrentState);
    }

    /// <summary>While workers of an earlier version run, and from strangers.</summary>
    [Theory]
    [InlineData("KEY-WITHOUT-HASH")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../no key")]
    public async Task Should_take_an_event_that_names_no_picture_for_one_about_the_first(string? blob)
    {
        await Api.PublishAsync(Inline(First));

        await Api.PublishAsync(Completed(blob == "KEY-WITHOUT-HASH" ? BlobName.Image(_id).KeyWithoutHash : blob));

        var detection = await FindAsync();
        Assert.Equal((DetectionStates.Completed, KeyOf(First)), (detection.CurrentState, detection.ImageBlob));
    }

    /// <summary>An earlier version's worker stored the inline picture under the key that it knew.</summary>
    [Fact]
    public async Task Should_show_an_inline_picture_that_an_earlier_version_stored()
    {
        await Api.PublishAsync(Inline(Pictures.Png()));
        Api.PutBlob(BlobName.Image(_id).KeyWithoutHash, Pictures.Png());

        Assert.Equal(Pictures.Png(), await Api.Client.GetByteArrayAsync($"/v1/detections/{_id}/image"));
    }

    [Fact]
    public async Task Should_not_give_up_an_attempt_that_another_has_followed()
    {
        await Api.PublishAsync(Messages.Started(_id));

        await Api.PublishAsync(new DetectionRequeued { DetectionId = _id, StartedAt = Messages.StartedAt.AddSeconds(-9) });
        Assert.Equal(DetectionStates.Processing, (await FindAsync()).CurrentState);

        await Api.PublishAsync(new DetectionRequeued { DetectionId = _id, StartedAt = Messages.StartedAt });
        var requeued = await FindAsync();
        Assert.Equal((DetectionStates.Queued, null), (requeued.CurrentState, requeued.StartedAt));
    }

    private DetectImage Inline(byte[] picture) => new() { DetectionId = _id, Image = new ImageSource { Content = picture } };

    private DetectionCompleted Completed(string? blob) => Messages.Completed(_id) with { Origin = Origin(blob) };

    private static DetectionOrigin Origin(string? blob) => new() { ImageBlob = blob };

    private string KeyOf(byte[] picture) => BlobName.Image(_id).KeyOf(picture);

    private async Task<DetectionState> FindAsync()
    {
        Assert.Empty(Api.Journal.SagaFaults);
        return Assert.IsType<DetectionState>(await Api.FindAsync(_id));
    }
}
