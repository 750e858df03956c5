using System.Text.Json;
using System.Text.RegularExpressions;
using Detection.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>How an entry looks on the console of each program.</summary>
public sealed partial class ConsoleLogTests
{
    // ESC, line feed, carriage return, DEL, C1's CSI, a line separator and a right-to-left override.
    private const string Hostile = "a\u001b[2J\nb\rc\u007fd\u009be\u2028f\u202eg";

    [Fact]
    public void Should_give_date_and_time_in_UTC()
    {
        using var host = Build();
        var before = DateTime.UtcNow.AddMilliseconds(-1);

        var time = Start().Match(Write(host, "hello")).Groups[1].Value;

        Assert.InRange(DateTime.Parse(time, null, System.Globalization.DateTimeStyles.RoundtripKind), before, DateTime.UtcNow);
    }

    [Fact]
    public void Should_write_json_where_the_configuration_says_so()
    {
        using var host = Build("--Logging:Console:FormatterName=json");

        var line = JsonDocument.Parse(Write(host, Hostile)).RootElement;

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", line.GetProperty("Timestamp").GetString());
        Assert.Equal(Hostile, line.GetProperty("Message").GetString());
    }

    [Fact]
    public void Should_take_the_configurations_time_format()
    {
        using var host = Build("--Logging:Console:FormatterOptions:TimestampFormat=yyyy!");

        Assert.StartsWith($"{DateTime.UtcNow.Year}!", Write(host, "hello"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("systemd")]
    [InlineData("json")]
    public void Should_write_no_control_character_raw(string formatter)
    {
        using var host = Build($"--Logging:Console:FormatterName={formatter}", "--Logging:Console:FormatterOptions:IncludeScopes=true");

        var text = Write(host, Hostile, new InvalidOperationException(Hostile), Hostile);

        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text[..^1], c => char.IsControl(c) || c is '\u2028' or '\u202e');
        Assert.Contains(@"\u001b[2J", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Should_escape_what_it_does_not_write()
    {
        using var host = Build();

        Assert.EndsWith(@"Test[1] a\u001b[2J\nb\rc\u007fd\u009be\u2028f\u202eg" + "\n", Write(host, Hostile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Routing", LogLevel.Information, false)]
    [InlineData("Detection.Api", LogLevel.Information, true)]
    [InlineData("Detection.Api", LogLevel.Debug, false)]
    [InlineData("Microsoft.Hosting.Lifetime", LogLevel.Information, true)]
    [InlineData("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error, false)]
    public void Should_log_these_levels(string category, LogLevel level, bool logged)
    {
        using var host = Build();

        Assert.Equal(logged, host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level));
    }

    [Fact]
    public void Should_take_the_configurations_levels()
    {
        using var host = Build("--Logging:LogLevel:Microsoft=Debug");

        Assert.True(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore").IsEnabled(LogLevel.Debug));
    }

    private static IHost Build(params string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder(arguments.WithDetectionDefaults());
        builder.UseDetectionDefaults();
        return builder.Build();
    }

    // What the chosen formatter makes of an entry.
    private static string Write(IHost host, string message, Exception? exception = null, string? scope = null)
    {
        var name = host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var formatter = Assert.Single(host.Services.GetServices<ConsoleFormatter>(), formatter => formatter.Name == name);
        var scopes = new LoggerExternalScopeProvider();
        using var pushed = scopes.Push(scope);
        using var text = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "Test", new EventId(1), message, exception, (state, _) => state), scopes, text);
        return text.ToString();
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) warn: ")]
    private static partial Regex Start();
}
