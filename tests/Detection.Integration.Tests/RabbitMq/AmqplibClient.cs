using System.ComponentModel;
using System.Diagnostics;
using Detection.Testing;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>npm's amqplib, run by node: a client that knows nothing of .NET and MassTransit. Installed on first use.</summary>
internal static class AmqplibClient
{
    private static readonly string Folder = Repository.Of("tests", "clients", "amqplib");

    /// <summary>Why tests that need it skip; null where it is installed.</summary>
    public static string? SkipReason { get; } = Install();

    /// <summary>Publishes a text to a queue and returns once the broker has confirmed it.</summary>
    /// <param name="broker">AMQP address.</param>
    /// <param name="queue">It must exist.</param>
    /// <param name="text">The whole message.</param>
    /// <param name="contentType">None where null.</param>
    public static async Task PublishAsync(Uri broker, string queue, string text, string? contentType = null)
    {
        string[] arguments = [Path.Combine(Folder, "publish.mjs"), broker.OriginalString, queue, .. contentType is null ? [] : new[] { contentType }];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        var error = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
            throw new InvalidOperationException($"publish.mjs ended with {node.ExitCode}:{Environment.NewLine}{error}");
    }

    private static string? Install()
    {
        try
        {
            using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Folder, "install.sh")]) { RedirectStandardError = true })!;
            var error = script.StandardError.ReadToEnd();
            script.WaitForExit();
            return script.ExitCode == 0 ? null : $"needs npm's amqplib, which is not installed and could not be: {error.Trim()}";
        }
        catch (Win32Exception e)
        {
            return $"needs bash to install npm's amqplib: {e.Message}";
        }
    }
}
