using Microsoft.Extensions.Hosting;

namespace Detection.Hosting.Starting;

/// <summary>Something that must have happened before any service of the host starts: no request and no message comes earlier.</summary>
public abstract class StartupStep : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>For steps that go on in the background: waits for their end.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes the step; an exception refuses the start.</summary>
    protected abstract Task RunAsync(CancellationToken cancellationToken);
}
