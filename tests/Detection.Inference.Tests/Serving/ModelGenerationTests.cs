using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>The end of a loaded model: the registry, its retirement and its last lease may all bring it about.</summary>
public sealed class ModelGenerationTests : IDisposable
{
    private readonly FakeBackend _backend = new();
    private readonly ModelGeneration _generation;
    private int _told;

    public ModelGenerationTests() => _generation = new ModelGeneration(
        new Detector(FakeModels.Named("x"), _backend, rectangular: true, TimeProvider.System),
        FileStamp.Unreadable,
        freed =>
        {
            Assert.Same(_generation, freed);
            Interlocked.Increment(ref _told);
        });

    [Fact]
    public async Task Should_be_freed_and_told_of_once_however_many_free_it_at_a_time()
    {
        const int threads = 8;
        using var together = new Barrier(threads);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                _generation.Dispose();
                Assert.Equal(1, Volatile.Read(ref _told)); // Nobody returns before it is freed.
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal((1, 1), (_backend.Disposals, _told));
    }

    [Fact]
    public void Should_not_be_freed_again_by_the_registry_after_its_last_lease()
    {
        Assert.True(_generation.TryRent(out var lease));
        _generation.Retire();
        Assert.Equal(0, _told);

        lease.Dispose();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _told) > 0, FakeRunner.Patience));
        _generation.Dispose();

        Assert.Equal((1, 1), (_backend.Disposals, _told));
        Assert.False(_generation.TryRent(out _));
    }

    public void Dispose() => _generation.Dispose();
}
