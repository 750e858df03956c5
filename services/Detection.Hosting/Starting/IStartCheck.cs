namespace Detection.Hosting.Starting;

/// <summary>
/// Refuses a start before any other service is made: what is quick to find out and what a second copy of a running program
/// meets first. <see cref="HostRunner"/> runs all of them, in the order of their registration.
/// </summary>
public interface IStartCheck
{
    /// <summary>Returns if the process may start.</summary>
    /// <exception cref="StartRefusedException">It must not; the message says why.</exception>
    void Check();
}
