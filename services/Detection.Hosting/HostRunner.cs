using Detection.Hosting.Listening;
using Detection.Hosting.Starting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Detection.Hosting;

/// <summary>Runs a host and turns a start that was refused into words instead of a stack trace.</summary>
public static class HostRunner
{
    /// <summary>Exit code of a process that refuses to run as it is set up.</summary>
    public const int RefusedExitCode = 2;

    private const int NoSpace = 28; // ENOSPC, which .NET passes on as the HResult

    /// <summary>Builds and runs until it is stopped.</summary>
    /// <returns>Exit code: 0 after a clean stop, 2 when the start was refused (also late, <see cref="LateRefusal"/>).</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        LateRefusal? late = null;
        IReadOnlyList<ListenAddress> addresses = [];
        try
        {
            using var host = build();
            // Before any service is made: the first one that reads a bad section would hide all other complaints.
            host.Services.GetService<IStartupValidator>()?.Validate();
            foreach (var check in host.Services.GetServices<IStartCheck>())
                check.Check();
            // Read now: a host that fails to start is disposed, with its configuration, before the exception arrives here.
            late = host.Services.GetService<LateRefusal>();
            addresses = ListenAddresses.Of(host.Services.GetRequiredService<IConfiguration>());
            await host.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was still starting: nothing had begun that would have to be ended.
        }
        catch (Exception) when (late is { Reasons.Count: > 0 })
        {
            // The refusal stopped the host in the middle of its start.
        }
        catch (Exception e) when (RefusalsOf(e, addresses) is { Count: > 0 } refusals)
        {
            return await RefuseAsync(refusals);
        }

        return late is { Reasons: { Count: > 0 } reasons } ? await RefuseAsync(reasons) : 0;
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> refusals)
    {
        await Console.Error.WriteLineAsync("Refusing to start:");
        foreach (var refusal in refusals)
            await Console.Error.WriteLineAsync($"  - {refusal}");
        return RefusedExitCode;
    }

    private static List<string> RefusalsOf(Exception e, IReadOnlyList<ListenAddress> addresses) => e switch
    {
        OptionsValidationException options => [.. options.Failures],
        StartRefusedException refused => [refused.Message],
        // A setting that is no number, say; the message names its key. The binder has no exception type of its own.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => [unreadable.Message],
        // Another process took the port after ListenCheck.
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken =>
            [ListenCheck.Explain(taken.Message, addresses)],
        IOException { HResult: NoSpace } full => [$"The disk is full: {full.Message}"],
        AggregateException many when many.InnerExceptions.All(inner => RefusalsOf(inner, addresses).Count > 0) =>
            [.. many.InnerExceptions.SelectMany(inner => RefusalsOf(inner, addresses))],
        _ => [],
    };
}
