using Detection.Hosting.Starting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Detection.Api.Tests.Hosting;

/// <summary>
/// What this assembly does when it is run as a program, which <see cref="ProcessRestartTests"/> does: it asks to be started again
/// while something waits for the end of the process, as the destructors of native libraries do.
/// </summary>
internal static partial class ExitProgram
{
    public static void Main()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("the process was put in order");
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true))
            .AddProcessRestart()
            .BuildServiceProvider();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Exit");
        for (var line = 1; line <= 500; line++)
            LogLine(logger, line);
        services.GetRequiredService<ProcessRestart>().Now("The connection is dead");
    }

    [LoggerMessage(1, LogLevel.Information, "line {Line} of the log")]
    private static partial void LogLine(ILogger logger, int line);
}
