using System.Diagnostics;

namespace Detection.Integration.Tests.Clients;

/// <summary>A client that openapi-typescript generates, compiled by tsc in its strictest mode and run by node (tests/clients/typescript).</summary>
internal static class TypeScriptClient
{
    private static readonly string Folder = NpmPackages.FolderOf("typescript");

    /// <summary>Why tests that need it skip; null where it is installed.</summary>
    public static string? SkipReason { get; } = NpmPackages.Install("typescript");

    /// <summary>Generates and compiles the client.</summary>
    /// <param name="document">The OpenAPI document.</param>
    public static async Task MakeAsync(string document)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "obj")).FullName, "openapi.json");
        await File.WriteAllTextAsync(file, document);
        await RunAsync("generate.mjs", file, "obj/schema.d.ts");
        await RunAsync("node_modules/typescript/bin/tsc", "-p", ".");
    }

    /// <summary>Runs submit.ts, and returns what it prints.</summary>
    public static Task<string> SubmitAsync(Uri address, string picture) =>
        RunAsync("obj/out/submit.js", address.GetLeftPart(UriPartial.Authority), picture);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{arguments[0]} ended with {node.ExitCode}:{Environment.NewLine}{output}{await error}");
    }
}
