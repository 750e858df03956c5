using Detection.Contracts;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Pipeline;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

/// <summary>Pictures go side by side: what waits in one stage holds up nobody in another.</summary>
public sealed class OverlapTests : IClassFixture<BlocksFixture>, IDisposable
{
    private const int Side = 64;
    private static readonly byte[] Picture = BlocksPicture.Png(Side, Side);

    private readonly ScratchFolder _folder = new();
    private readonly FaultyStore _store;
    private readonly PipelineUnderTest _tested;

    /// <remarks>One session, and room for the pixels of one picture.</remarks>
    public OverlapTests(BlocksFixture blocks)
    {
        _store = new FaultyStore(_folder.Path);
        _tested = new PipelineUnderTest(blocks, _store, pixelsInWork: Side * Side);
    }

    public void Dispose()
    {
        _tested.Dispose();
        _folder.Dispose();
    }

    /// <summary>And a picture that waits for the disk holds neither session nor pixels, or the others would not get through.</summary>
    [Fact]
    public async Task Should_go_on_inferring_while_the_disk_takes_its_time()
    {
        var (slow, others) = (await StoredAsync(annotate: true), await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoredAsync(annotate: false))));
        var disk = new TaskCompletionSource();
        _store.WritesOpen = disk.Task;

        var stuck = RunAsync(slow);
        var completed = await Task.WhenAll(others.Select(RunAsync));

        Assert.All(completed, result => Assert.Empty(result.Detections));
        Assert.False(stuck.IsCompleted);
        await Eventually.TrueAsync("the pixels of the picture that is being stored are freed", () => _tested.Budget.Taken == 0);
        disk.SetResult();
        Assert.NotNull((await stuck).AnnotatedBlob);
    }

    [Fact]
    public async Task Should_hold_a_picture_back_until_there_is_room_for_its_pixels()
    {
        var other = await _tested.Budget.EnterAsync(1, CancellationToken.None);

        var held = RunAsync(await StoredAsync(annotate: false));
        await Eventually.TrueAsync("the picture waits for room", () => _tested.Budget.Waiting == 1);
        Assert.False(held.IsCompleted);
        other.Dispose();

        Assert.True((await held).Stages.Wait > 0);
        Assert.Equal(0, _tested.Budget.Taken);
    }

    /// <summary>Every way out of the pipeline gives its room back.</summary>
    [Fact]
    public async Task Should_free_the_room_of_pictures_that_fail()
    {
        var broken = BlocksPicture.Png(Side, Side);
        broken.AsSpan(50).Clear(); // its header is whole

        await Assert.ThrowsAsync<DetectionRejectedException>(async () => await RunAsync(await StoredAsync(annotate: true, broken)));
        _store.WriteFaults = 1;
        await Assert.ThrowsAsync<Storage.StorageUnavailableException>(async () => await RunAsync(Inline()));
        await Assert.ThrowsAsync<Storage.StorageUnavailableException>(async () => await RunAsync(await StoredAsync(annotate: true, faults: 1)));

        Assert.Equal(0, _tested.Budget.Taken);
        Assert.NotNull((await RunAsync(Inline())).AnnotatedBlob);
    }

    private static DetectImage Inline() => new() { DetectionId = Guid.NewGuid(), Image = new ImageSource { Content = Picture } };

    private async Task<DetectImage> StoredAsync(bool annotate, byte[]? picture = null, int faults = 0)
    {
        var id = Guid.NewGuid();
        _store.WriteFaults = 0;
        var key = await _store.WriteAsync(BlobName.Image(id), (picture ?? Picture).AsMemory(), CancellationToken.None);
        _store.WriteFaults = faults;
        return new DetectImage
        {
            DetectionId = id,
            Image = new ImageSource { Blob = key },
            Options = new DetectionOptions { Annotate = annotate },
        };
    }

    private Task<DetectionCompleted> RunAsync(DetectImage command) =>
        _tested.Pipeline.RunAsync(new DetectionJob(command, DateTimeOffset.UnixEpoch), CancellationToken.None);
}
