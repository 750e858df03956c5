using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Tests.Support;

/// <summary>Sessions for tests that look at a graph itself.</summary>
internal static class Sessions
{
    public static InferenceSession Open(byte[] model)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        return new InferenceSession(model, options);
    }

    /// <summary>Runs a session of one input and gives its first output.</summary>
    public static float[] Run<T>(InferenceSession session, T[] input, params long[] shape)
        where T : unmanaged
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, [session.InputNames[0]], [tensor], [session.OutputNames[0]]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
