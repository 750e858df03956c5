using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Providers;

/// <summary>What ONNX Runtime says, without the places in its source that it says it from.</summary>
internal static partial class RuntimeMessage
{
    /// <returns>One line without a full stop at its end.</returns>
    public static string Tidy(OnnxRuntimeException e) => Tidy(e.Message);

    /// <inheritdoc cref="Tidy(OnnxRuntimeException)"/>
    public static string Tidy(string message)
    {
        var text = Prefix().Replace(message, "");
        text = NotLoaded().Replace(text, "$1 does not load: $2");
        return Space().Replace(text, " ").Trim(' ', '.');
    }

    // "[ErrorCode:Fail] /src/provider_bridge.cc:1426 onnxruntime::Provider& Get() [ONNXRuntimeError] : 1 : FAIL : "
    [GeneratedRegex(@"^(\[ErrorCode:\w+\]\s*)?(.*\[ONNXRuntimeError\] : \d+ : \w+ : )?", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    // The folder is nobody's business: the reason travels as far as the page.
    [GeneratedRegex(@"^Failed to load library (?:\S*/)?([^/\s]+) with error: (?:\S*\1: )?(.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex NotLoaded();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
