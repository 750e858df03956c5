using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Detection.Hosting.Starting;

/// <summary>Ends the process with a code, whatever its native libraries are doing.</summary>
/// <remarks>
/// <see cref="Environment.Exit"/> runs the destructors of native libraries. OpenCV's run while the imaging threads decode, and
/// the process then ends with 139 (a segmentation fault) instead of the code: 2 times in 10.
/// </remarks>
public static partial class ImmediateExit
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);

    /// <summary>Registers <see cref="ProcessRestart"/> with this way to end.</summary>
    public static IServiceCollection AddProcessRestart(this IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
        {
            var loggers = provider.GetRequiredService<ILoggerFactory>();
            return new ProcessRestart(code => Now(code, loggers));
        });
        return services;
    }

    /// <summary>Writes out what has been logged, for two seconds at most, and ends the process.</summary>
    public static void Now(int code, ILoggerFactory loggers)
    {
        // On a thread of its own, since an output that nobody reads blocks its writer.
        var flush = new Thread(() =>
        {
            loggers.Dispose();
            Console.Out.Flush();
            Console.Error.Flush();
        })
        { IsBackground = true };
        flush.Start();
        flush.Join(FlushLimit);
        if (OperatingSystem.IsLinux())
            Exit(code);
        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
