using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Support;

/// <summary>Tests of running services: what those wrote is shown where a test fails.</summary>
public abstract class ServiceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly List<Func<string>> _logs = [];
    private readonly List<Func<Task>> _cleanups = [];

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var log in _logs)
            output.WriteLine(log());
        foreach (var cleanup in Enumerable.Reverse(_cleanups))
            await cleanup();
    }

    /// <summary>Shows this with a failure.</summary>
    protected void Watch(Func<string> log) => _logs.Add(log);

    /// <summary>Does this after the test, last first.</summary>
    protected void Afterwards(Func<Task> cleanup) => _cleanups.Add(cleanup);
}
