using System.Text.RegularExpressions;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Gpu;

/// <summary>What can go wrong with one way to use a GPU while others work.</summary>
internal static partial class GpuFailure
{
    private const int Half = 240;

    /// <summary>
    /// Whether it is of that kind: the provider or a model does not load, the network fails (for want of memory, say), or a
    /// program that was started ends, is not ready in time or does not answer. Not that somebody wants all to end.
    /// </summary>
    public static bool Is(Exception e) => e
        is ModelLoadException or InferenceException or OnnxRuntimeException or OutOfMemoryException
        or BenchmarkException or HttpRequestException or IOException or TimeoutException
        or OperationCanceledException { InnerException: TimeoutException };

    /// <summary>The reason in one line: the file's own where a list of models says it, and not more than a reader wants to see.</summary>
    public static string Reason(Exception e)
    {
        var text = Space().Replace(Rejected().Match(e.Message) is { Success: true } file ? file.Groups[1].Value : e.Message, " ").Trim(' ', '.');
        // A long one begins with what was tried, and ends with what happened.
        if (text.Length > 2 * Half)
            text = $"{text[..Half].TrimEnd()} … {text[^Half..].TrimStart()}";
        return NotFound().IsMatch(text)
            ? $"{text}. Where CUDA 13, cuDNN 9 or TensorRT 10 lie where the loader does not look, name their folders in LD_LIBRARY_PATH"
            : text;
    }

    [GeneratedRegex(@"^\s*Rejected: \S+?\.onnx: (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Rejected();

    [GeneratedRegex(@"does not load|Failed to load library|cannot open shared object file", RegexOptions.CultureInvariant)]
    private static partial Regex NotFound();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
