using Detection.Testing;
using MassTransit;

namespace Detection.Api.Tests.Support;

/// <summary>A broker that neither confirms nor refuses, as one does while its connection is being restored.</summary>
internal sealed class SilentBroker : ISendObserver, IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _never = new();

    /// <summary>Completes when something is sent.</summary>
    public Task Asked => _asked.Task.WaitAsync(Eventually.Patience);

    public async Task PreSend<T>(SendContext<T> context)
        where T : class
    {
        _asked.TrySetResult();
        await _never.Task;
    }

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public void Dispose() => _never.TrySetCanceled();
}
