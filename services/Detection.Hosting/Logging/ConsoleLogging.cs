using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Detection.Hosting.Logging;

/// <summary>The log on the console. Section "Logging" chooses its form and its levels as in any ASP.NET Core program.</summary>
internal static class ConsoleLogging
{
    /// <summary>
    /// One line an entry, with date and time (UTC), and what is logged of the frameworks. Settings rather than code: code would win
    /// over what the configuration says.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Defaults { get; } = new Dictionary<string, string?>
    {
        ["Logging:Console:FormatterName"] = ConsoleFormatterNames.Simple,
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd'T'HH':'mm':'ss.fff'Z' ",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        // /health/ready tells it to every caller; the log need not repeat it each time.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        // HostRunner explains a refused start once, in words.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        // EF Core logs each failed connection, command and save with a stack trace and then throws; the code that catches the
        // exception deals with it, and logs it where it needs to be.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database"] = "None",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "None",
    };

    /// <summary>Makes the console's formatters write no control character that came from outside.</summary>
    public static void AddDetectionConsole(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddConsole();
        // The space that sets the time apart from the level has no place in a JSON text.
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(json => json.TimestampFormat = json.TimestampFormat?.Trim());
        Escape(builder.Services);
    }

    // JSON writes control characters as \uXXXX itself.
    private static void Escape(IServiceCollection services)
    {
        foreach (var formatter in services.Where(service => service.ServiceType == typeof(ConsoleFormatter)).ToArray())
        {
            services.Remove(formatter);
            services.AddSingleton<ConsoleFormatter>(provider =>
            {
                var inner = (ConsoleFormatter)ActivatorUtilities.CreateInstance(provider, formatter.ImplementationType!);
                return inner.Name == ConsoleFormatterNames.Json ? inner : new EscapingFormatter(inner);
            });
        }
    }
}
