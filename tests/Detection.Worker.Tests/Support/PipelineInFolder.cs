using Detection.Contracts;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Pipeline;

namespace Detection.Worker.Tests.Support;

/// <summary>A <see cref="PipelineUnderTest"/> over a blob store in a folder of its own, which goes with it.</summary>
internal sealed class PipelineInFolder : IDisposable
{
    private readonly PipelineUnderTest _tested;

    public PipelineInFolder(BlocksFixture blocks)
    {
        Store = new FileSystemBlobStore(new StorageOptions { Folder = Folder.Path });
        _tested = new PipelineUnderTest(blocks, Store);
    }

    public ScratchFolder Folder { get; } = new();

    public FileSystemBlobStore Store { get; }

    public CountingRegistry Models => _tested.Models;

    public Task<DetectionCompleted> RunAsync(DetectImage command, DateTimeOffset startedAt) =>
        _tested.Pipeline.RunAsync(new DetectionJob(command, startedAt), CancellationToken.None);

    public void Dispose()
    {
        _tested.Dispose();
        Folder.Dispose();
    }
}
