using Detection.Integration.Tests.Support;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>Tests of starts: the processes end with the test, and a failure shows what they wrote.</summary>
public abstract class StartTests(ITestOutputHelper output) : ServiceTests(output)
{
    /// <summary>Ends a process after the test.</summary>
    internal StartedProcess Watched(StartedProcess process)
    {
        Afterwards(() => process.DisposeAsync().AsTask());
        Watch(() => process.Output);
        return process;
    }
}
