using System.Diagnostics;
using Detection.Integration.Tests.Clients;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>npm's amqplib, run by node: a client that knows nothing of .NET and MassTransit. Installed on first use.</summary>
internal static class AmqplibClient
{
    private static readonly string Folder = NpmPackages.FolderOf("amqplib");

    /// <summary>Why tests that need it skip; null where it is installed.</summary>
    public static string? SkipReason { get; } = NpmPackages.Install("amqplib");

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
}
