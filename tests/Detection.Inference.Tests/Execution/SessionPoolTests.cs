using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Execution;

public sealed class SessionPoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();
    private int _opened;

    [Fact]
    public async Task Should_open_sessions_only_as_they_are_needed()
    {
        using var pool = Pool(capacity: 2);
        Assert.Equal(1, _opened);

        (await pool.RentAsync(64, 64, default)).Dispose();
        using (await pool.RentAsync(64, 64, default))
        {
            Assert.Equal(1, _opened);
            using var second = await pool.RentAsync(64, 64, default);
            Assert.Equal(2, _opened);
        }
    }

    [Fact]
    public void Should_open_all_sessions_when_told_to()
    {
        using var pool = Pool(capacity: 3);

        pool.Fill();
        pool.Fill();

        Assert.Equal(3, _opened);
    }

    [Theory]
    [InlineData(1, "1 session of 1 thread")]
    [InlineData(3, "3 sessions of 1 thread")]
    public void Should_say_what_it_is(int capacity, string description)
    {
        using var pool = Pool(capacity);

        Assert.Equal(description, pool.Description);
    }

    [Fact]
    public async Task Should_make_the_next_wait_until_a_slot_comes_back()
    {
        using var pool = Pool(capacity: 1);
        var lease = await pool.RentAsync(64, 64, default);
        var waiting = pool.RentAsync(64, 64, default).AsTask();
        Assert.False(waiting.IsCompleted);

        lease.Dispose();

        Assert.Same(lease, await waiting);
        lease.Dispose();
    }

    [Fact]
    public async Task Should_let_the_waiting_give_up()
    {
        using var pool = Pool(capacity: 1);
        using var cancellation = new CancellationTokenSource();
        var lease = await pool.RentAsync(64, 64, default);
        var waiting = pool.RentAsync(64, 64, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        lease.Dispose();
        (await pool.RentAsync(64, 64, default)).Dispose();
    }

    [Fact]
    public async Task Should_not_run_once_cancelled()
    {
        using var pool = Pool(capacity: 1);
        using var lease = await pool.RentAsync(64, 64, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => lease.RunAsync(new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Should_wait_for_a_lease_that_is_out_when_disposed()
    {
        var pool = Pool(capacity: 1);
        var lease = await pool.RentAsync(64, 64, default);
        var waiting = pool.RentAsync(64, 64, default).AsTask();

        var disposal = Task.Run(pool.Dispose);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(disposal.IsCompleted);
        lease.Floats.Clear();
        await lease.RunAsync(default);
        Assert.Equal(7, lease.Output.Rows);
        lease.Dispose();
        await disposal;
    }

    [Fact]
    public async Task Should_go_on_with_fewer_sessions_where_another_does_not_open()
    {
        using var pool = Pool(capacity: 2, problem: "no memory is left.");
        var lease = await pool.RentAsync(64, 64, default);
        var waiting = pool.RentAsync(64, 64, default).AsTask();

        lease.Dispose();

        (await waiting).Dispose();
        var (level, message) = Assert.Single(_logger.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("no memory is left.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_open_every_session_from_what_was_read_at_first()
    {
        var file = _folder.Copy(TestModels.BlocksPath);
        using var pool = Pool(capacity: 2, file);
        File.WriteAllText(file, "changed");

        using var first = await pool.RentAsync(64, 64, default);
        using var second = await pool.RentAsync(64, 64, default);

        Assert.Equal(2, _opened);
        Assert.NotSame(first, second);
        Assert.Empty(_logger.Entries);
    }

    [Fact]
    public async Task Should_refuse_an_input_larger_than_the_largest()
    {
        using var pool = Pool(capacity: 1);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pool.RentAsync(672, 640, default).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pool.RentAsync(int.MaxValue, int.MaxValue, default).AsTask());
    }

    [Fact]
    public async Task Should_say_what_ONNX_Runtime_says_and_be_usable_again_after_a_failed_run()
    {
        using var pool = Pool(capacity: 1, TestModels.FixedBlocksPath);
        using (var bad = await pool.RentAsync(64, 64, default))
        {
            var e = await Assert.ThrowsAsync<InferenceException>(() => bad.RunAsync(default).AsTask());
            Assert.Contains("64x64", e.Message, StringComparison.Ordinal);
        }

        using var lease = await pool.RentAsync(320, 320, default);
        lease.Floats.Clear();
        Assert.True((await lease.RunAsync(default)).Elapsed > TimeSpan.Zero);
        Assert.Equal(800, lease.Output.Anchors);
    }

    public void Dispose() => _folder.Dispose();

    private SessionPool Pool(int capacity, string? file = null, string? problem = null)
    {
        file ??= TestModels.BlocksPath;
        var factory = new SessionFactory(ModelFile.Read(file), SessionSetup.OnCpu(new InferenceOptions()));
        return new SessionPool(Open(), Open, new SlotSpec(file, 640 * 640, Rows: 7), capacity, threads: 1, _logger, TimeProvider.System);

        Microsoft.ML.OnnxRuntime.InferenceSession Open()
        {
            return Interlocked.Increment(ref _opened) > 1 && problem is not null ? throw new ModelLoadException(file, problem) : factory.Open();
        }
    }
}
