using System.Diagnostics.Metrics;
using System.Reflection;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Metrics;
using Detection.Worker.Settings;
using Detection.Worker.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>A fault while the broker is away as well: the first must not wait for the second to be over.</summary>
public sealed class ConsumerFaultTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    [Fact]
    public async Task Should_throw_the_fault_although_the_begin_was_never_confirmed()
    {
        using var folder = new ScratchFolder();
        var store = new FaultyStore(folder.Path) { ReadFaults = 1 };
        using var tested = new PipelineUnderTest(blocks, store);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var consumer = new DetectImageConsumer(
            tested.Pipeline,
            new ConfirmedBus(SilentProxy<IBus>.Create(), BrokerMonitor.InMemory(), TimeProvider.System),
            WorkJournal.None,
            new PicturesInWork(),
            new WorkerIdentity(Options.Create(new WorkerOptions()), TimeProvider.System),
            new WorkerMetrics(services.GetRequiredService<IMeterFactory>(), tested.Budget),
            Options.Create(new WorkerOptions { StartedAfterMilliseconds = 0 }),
            TimeProvider.System,
            NullLogger<DetectImageConsumer>.Instance);
        var context = SilentProxy<ConsumeContext<DetectImage>>.Create(
            new DetectImage { DetectionId = Guid.NewGuid(), Image = new ImageSource { Blob = "images/one" } });

        var e = await Assert.ThrowsAsync<StorageUnavailableException>(() => consumer.Consume(context).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal("The blob store is away.", e.Message);
    }

    /// <summary>Answers a question for its message; what it publishes never ends.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
    private class SilentProxy<T> : DispatchProxy
#pragma warning restore CA1852
        where T : class
    {
        private object? _message;

        public static T Create(object? message = null)
        {
            var proxy = Create<T, SilentProxy<T>>();
            ((SilentProxy<T>)(object)proxy)._message = message;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_Message" => _message,
            "get_CancellationToken" => CancellationToken.None,
            "Publish" => new TaskCompletionSource().Task,
            var name => throw new NotSupportedException(name),
        };
    }
}
