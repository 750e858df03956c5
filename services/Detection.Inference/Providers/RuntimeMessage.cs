using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Providers;

/// <summary>ONNX Runtime's messages, without the places in its source code.</summary>
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

    // Without the folder: the reason is shown as far away as the page.
    [GeneratedRegex(@"^Failed to load library (?:\S*/)?([^/\s]+) with error: (?:\S*\1: )?(.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex NotLoaded();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
