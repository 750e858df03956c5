using Microsoft.Extensions.Hosting;

namespace Detection.Hosting;

/// <summary>
/// What turned out only after the start had begun, and would have refused it: the broker was away, say, and came with queues
/// that this process cannot use. <see cref="HostRunner"/> tells it and ends with the exit status of a refused start.
/// </summary>
/// <param name="lifetime">Stops the host.</param>
public sealed class StartRefusals(IHostApplicationLifetime lifetime)
{
    private volatile IReadOnlyList<string> _reasons = [];

    /// <summary>Why this process must not run, a sentence each; empty while it may.</summary>
    public IReadOnlyList<string> Reasons => _reasons;

    /// <summary>Stops the host.</summary>
    /// <param name="reasons">A sentence each, which tells a person what to change.</param>
    public void Refuse(IReadOnlyList<string> reasons)
    {
        _reasons = reasons;
        lifetime.StopApplication();
    }
}
