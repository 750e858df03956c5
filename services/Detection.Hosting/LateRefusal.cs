using Microsoft.Extensions.Hosting;

namespace Detection.Hosting;

/// <summary>Ends a process whose server already runs, because it turns out that the process must not run as it is set up.</summary>
/// <remarks>
/// What waits for another machine (a database that is away) finds out late what is wrong. <see cref="HostRunner"/> prints the
/// reason and returns 2, as for a start that was refused at once.
/// </remarks>
public sealed class LateRefusal(IHostApplicationLifetime lifetime)
{
    private StartRefusedException? _reason;

    /// <summary>Why the process ends; null: it does not.</summary>
    public StartRefusedException? Reason => Volatile.Read(ref _reason);

    /// <summary>Stops the host. The first reason counts.</summary>
    public void Refuse(StartRefusedException reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Interlocked.CompareExchange(ref _reason, reason, null);
        lifetime.StopApplication();
    }
}
