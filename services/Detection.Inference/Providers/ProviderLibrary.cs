using System.Diagnostics;
using Detection.Inference.Models;

namespace Detection.Inference.Providers;

/// <summary>The shared library of a GPU provider, which ONNX Runtime opens from its own folder.</summary>
/// <param name="Name">File name.</param>
/// <param name="IsThere">Whether the file exists.</param>
internal sealed record ProviderLibrary(string Name, bool IsThere)
{
    /// <summary>The library of <paramref name="provider"/>; null where ONNX Runtime's own cannot be found among what is loaded.</summary>
    public static ProviderLibrary? Of(ExecutionProvider provider)
    {
        var name = OperatingSystem.IsWindows()
            ? $"onnxruntime_providers_{provider.Label().ToLowerInvariant()}.dll"
            : $"libonnxruntime_providers_{provider.Label().ToLowerInvariant()}.so";
        return Folder() is { } folder ? new ProviderLibrary(name, File.Exists(Path.Combine(folder, name))) : null;
    }

    private static string? Folder()
    {
        var own = OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so";
        using var process = Process.GetCurrentProcess();
        var module = process.Modules.Cast<ProcessModule>().FirstOrDefault(
            module => module.ModuleName.StartsWith(own, StringComparison.OrdinalIgnoreCase));
        return Path.GetDirectoryName(module?.FileName);
    }
}
