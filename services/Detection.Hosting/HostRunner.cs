using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Detection.Hosting;

/// <summary>Runs a host and turns a start that was refused into words instead of a stack trace.</summary>
public static class HostRunner
{
    /// <summary>Builds and runs until it is stopped.</summary>
    /// <returns>Exit code: 0 after a clean stop, 2 when options or models were refused.</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        try
        {
            using var host = build();
            // Before any service is constructed: the first one that reads a bad section would hide all other complaints.
            host.Services.GetService<IStartupValidator>()?.Validate();
            await RunAsync(host);
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it was still starting: nothing had begun that would have to be ended.
            return 0;
        }
        catch (Exception e) when (Refusals(e) is { Count: > 0 } refusals)
        {
            await Console.Error.WriteLineAsync("Refusing to start:");
            foreach (var refusal in refusals)
                await Console.Error.WriteLineAsync($"  - {refusal}");
            return 2;
        }
    }

    // What refuses the start may turn out only while the host runs. It then is what stopped the host, even in the middle of its start.
    private static async Task RunAsync(IHost host)
    {
        var refusals = host.Services.GetService<StartRefusals>();
        var run = host.RunAsync();
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (refusals is { Reasons.Count: > 0 })
            throw new AggregateException(refusals.Reasons.Select(reason => new StartRefusedException(reason)));
        await run;
    }

    private static List<string> Refusals(Exception e) => e switch
    {
        OptionsValidationException options => [.. options.Failures],
        StartRefusedException refused => [refused.Message],
        // A setting that is no number, say; the message names its key. The binder has no exception type of its own.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => [unreadable.Message],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken =>
            [$"{taken.Message.TrimEnd('.')}. Set PORT to another one, or end what listens there."],
        AggregateException many when many.InnerExceptions.All(inner => Refusals(inner).Count > 0) =>
            [.. many.InnerExceptions.SelectMany(Refusals)],
        _ => [],
    };
}
