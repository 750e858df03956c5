namespace Detection.Hosting.Starting;

/// <summary>Ends the process so that its supervisor starts it again, where only another process can go on.</summary>
/// <remarks>
/// At once, with nothing put in order: what was not acknowledged is delivered again, and what was not confirmed was not
/// promised to anybody. A clean stop would wait for what is stuck.
/// </remarks>
/// <param name="exit">Ends the process with a code (<see cref="ImmediateExit"/>).</param>
public sealed class ProcessRestart(Action<int> exit)
{
    /// <summary>Exit code of a process that wants to be started again (EX_TEMPFAIL of sysexits.h).</summary>
    public const int ExitCode = 75;

    /// <summary>Does it.</summary>
    /// <param name="reason">A sentence without its full stop.</param>
    public void Now(string reason)
    {
        // Past the logger's queue as well: this may be the last thing that is heard.
        Console.Error.WriteLine($"{reason}; ending with {ExitCode} to be started again.");
        exit(ExitCode);
    }
}
