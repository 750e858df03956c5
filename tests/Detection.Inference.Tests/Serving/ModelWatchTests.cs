using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Serving;

public sealed class ModelWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TickingTime _time = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task Should_take_up_a_model_without_anybody_asking()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(TestModels.BlocksPath, "first.onnx");
        var options = new InferenceOptions { ModelFolders = [folder.Path], Provider = "cpu", Sessions = 1, ScanSeconds = 5 };
        using (var registry = ModelRegistry.Load(options, _log, _time))
        {
            folder.Copy(TestModels.FixedBlocksPath, "second.onnx");
            await TickUntilAsync(() => registry.TryRent("second", out var lease) && Ended(lease));

            Assert.Equal(TimeSpan.FromSeconds(5), _time.Period);
            Assert.False(_time.Ended);
        }

        Assert.True(_time.Ended);
    }

    [Fact]
    public void Should_not_look_again_where_nobody_asks_for_it()
    {
        using var registry = ModelRegistry.Load(new InferenceOptions { ModelFolders = [TestModels.FixedFolder], Provider = "cpu", Sessions = 1 }, _log, _time);

        Assert.Equal(TimeSpan.Zero, _time.Period);
    }

    [Fact]
    public async Task Should_look_on_a_thread_of_its_own()
    {
        var onPool = new TaskCompletionSource<bool>();
        using var watch = new ModelWatch(TimeSpan.FromSeconds(1), _ => onPool.TrySetResult(Thread.CurrentThread.IsThreadPoolThread), _log, _time);

        await _time.TickAsync();

        Assert.False(await onPool.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Should_say_once_that_a_folder_is_away_and_once_that_it_is_back()
    {
        using var looked = new SemaphoreSlim(0);
        var away = true;
        using var watch = new ModelWatch(
            TimeSpan.FromSeconds(1),
            _ =>
            {
                looked.Release();
                if (Volatile.Read(ref away))
                    throw new ModelLoadException("The model folder /srv/models does not exist.");
            },
            _log,
            _time);

        for (var i = 0; i < 3; i++)
            await LookAsync();
        Volatile.Write(ref away, false);
        await LookAsync();
        await _log.SaidAsync("can be searched again");

        Assert.Contains("/srv/models", Assert.Single(_log.Warnings), StringComparison.Ordinal);

        async Task LookAsync()
        {
            await _time.TickAsync();
            Assert.True(await looked.WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task Should_go_on_after_a_look_that_failed()
    {
        using var looked = new SemaphoreSlim(0);
        var first = true;
        using var watch = new ModelWatch(
            TimeSpan.FromSeconds(1),
            _ =>
            {
                looked.Release();
                if (Interlocked.Exchange(ref first, false))
                    throw new InvalidOperationException("Nobody thought of this.");
            },
            _log,
            _time);

        await _time.TickAsync();
        await _log.SaidAsync("Unexpected error while scanning for new and changed models");
        await _time.TickAsync();

        Assert.True(await looked.WaitAsync(Patience) && await looked.WaitAsync(Patience));
        Assert.Equal(LogLevel.Error, Assert.Single(_log.Entries).Level);
    }

    [Fact]
    public async Task Should_wait_for_a_look_under_way_when_disposed()
    {
        var began = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        var ended = false;
        var watch = new ModelWatch(
            TimeSpan.FromSeconds(1),
            ct =>
            {
                began.SetResult();
                goOn.Wait(Patience, CancellationToken.None);
                Volatile.Write(ref ended, true);
                ct.ThrowIfCancellationRequested();
            },
            _log,
            _time);
        await _time.TickAsync();
        await began.Task.WaitAsync(Patience);

        var disposal = Task.Run(watch.Dispose);
        Assert.False(disposal.IsCompleted);
        goOn.Set();
        await disposal.WaitAsync(Patience);

        Assert.True(Volatile.Read(ref ended));
        Assert.Empty(_log.Entries);
    }

    private static bool Ended(DetectorLease lease)
    {
        lease.Dispose();
        return true;
    }

    /// <summary>Rings again and again: a tick that comes while a look is under way may be the same as the one before.</summary>
    private async Task TickUntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await _time.TickAsync();
            await Task.Yield();
        }
    }
}
