using Detection.Contracts;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

/// <summary>What a picture costs the garbage collector. Not beside other tests: allocations are counted for the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>, IDisposable
{
    private const int Pictures = 50;

    // A generous bound: pixels, tensors and encoded pictures are each larger.
    private const int MostBytes = 64 * 1024;

    private readonly PipelineInFolder _tested = new(blocks);
    private string _picture = "";

    public void Dispose() => _tested.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_allocate_next_to_nothing_for_a_picture(bool annotate)
    {
        _picture = await _tested.Store.WriteAsync(
            BlobName.Image(Guid.NewGuid()), BlocksPicture.Png(1280, 960, (0, 128, 256, 128)).AsMemory(), CancellationToken.None);
        for (var i = 0; i < Pictures; i++)
            await RunAsync(annotate);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Pictures; i++)
            await RunAsync(annotate);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Pictures;

        Assert.InRange(each, 1, MostBytes);
    }

    private async Task RunAsync(bool annotate)
    {
        var command = new DetectImage
        {
            DetectionId = Guid.NewGuid(),
            Image = new ImageSource { Blob = _picture },
            Options = new DetectionOptions { Annotate = annotate },
        };
        Assert.Single((await _tested.RunAsync(command, DateTimeOffset.UnixEpoch)).Detections);
    }
}
