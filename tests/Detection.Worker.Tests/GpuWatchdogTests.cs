using Detection.Contracts;
using Detection.Hosting.Starting;
using Detection.Inference.Detecting;
using Detection.Inference.Serving;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>A GPU that dies under a worker: the process asks to be started again, and its pictures are nobody's faults.</summary>
public sealed class GpuWatchdogTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    private readonly GpuHealth _health = new();
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Should_end_the_process_and_leave_the_command_unanswered_in_its_queue()
    {
        var gpu = new DyingGpu(blocks.Models.Current.Default, _health, failures: 2);
        await using var worker = await StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IModelRegistry>(gpu)));

        var sending = worker.SendAsync(await worker.CommandAsync(BlocksPicture.Png(64, 64)));

        Assert.Equal(75, await _ended.Task.WaitAsync(Eventually.Patience));
        Assert.Equal(3, gpu.Tries);
        Assert.False(sending.IsCompleted);
        Assert.Empty(worker.Published<Fault<DetectImage>>());
        Assert.Empty(worker.Published<DetectionFailed>());
        Assert.Empty(worker.Published<DetectionCompleted>());

        // The process would be gone; here the host is to stop.
        gpu.Over.SetResult();
        Assert.False(await sending);
    }

    [Fact]
    public async Task Should_go_on_while_the_GPU_is_well()
    {
        await using var worker = await StartAsync(_ => { });

        Assert.False(await worker.SendAsync(await worker.CommandAsync(BlocksPicture.Png(64, 64))));
        await worker.StopAsync();

        Assert.False(_ended.Task.IsCompleted);
    }

    private Task<WorkerHarness> StartAsync(Action<IServiceCollection> change) => WorkerHarness.StartAsync(services =>
    {
        services.Replace(ServiceDescriptor.Singleton(_health));
        services.Replace(ServiceDescriptor.Singleton(new ProcessRestart(code => _ended.TrySetResult(code))));
        change(services);
    });
}
