using Microsoft.Extensions.Hosting;

namespace Detection.Hosting.Starting;

/// <summary>Ends a process whose start has already begun, because it turns out that the process must not run as it is set up.</summary>
/// <remarks>
/// A process that waits for a broker or a database finds out late what is wrong with it. <see cref="HostRunner"/> prints the
/// reasons and returns 2, as for a start that was refused at once.
/// </remarks>
/// <param name="lifetime">Stops the host.</param>
public sealed class LateRefusal(IHostApplicationLifetime lifetime)
{
    private static readonly IReadOnlyList<string> None = [];

    private IReadOnlyList<string> _reasons = None;

    /// <summary>Why the process ends, one sentence each; empty: it does not.</summary>
    public IReadOnlyList<string> Reasons => Volatile.Read(ref _reasons);

    /// <summary>Stops the host. The first call counts.</summary>
    /// <param name="reasons">One sentence each, which tells a person what to change.</param>
    public void Refuse(params IReadOnlyList<string> reasons)
    {
        Interlocked.CompareExchange(ref _reasons, reasons, None);
        lifetime.StopApplication();
    }
}
