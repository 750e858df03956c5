using Detection.Inference.Execution;
using Detection.Inference.Loading;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Batching;

/// <summary>Runs batches on a session of ONNX Runtime.</summary>
/// <param name="session">Owned from here on.</param>
/// <param name="rows">4 + classes: rows of the output.</param>
internal sealed class SessionBatchRunner(InferenceSession session, int rows) : IBatchRunner
{
    private static readonly string[] OutputNames = [ModelInterface.OutputName];

    private readonly string[] _inputNames = [session.InputNames[0]];
    private readonly RunOptions _runOptions = new();

    public IBatchOutput Run(in BatchInput input)
    {
        IDisposableReadOnlyCollection<OrtValue> results;
        try
        {
            // A view of the memory that the pictures were written into: nothing is copied on this side.
            using var tensor = input.Memory.Tensor(input.Offset, input.Count, input.Width, input.Height);
            results = session.Run(_runOptions, _inputNames, [tensor], OutputNames);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException(
                $"The network failed on {(input.Count == 1 ? "an input" : $"{input.Count} inputs")} of {input.Width}x{input.Height} pixels: {e.Message.Trim()}", e);
        }

        try
        {
            return new Output(results, rows, OutputShape.Anchors(results[0], input.Count, rows));
        }
        catch
        {
            results.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        session.Dispose();
    }

    private sealed class Output(IDisposableReadOnlyCollection<OrtValue> results, int rows, int anchors) : IBatchOutput
    {
        public ModelOutput Of(int index) =>
            new(results[0].GetTensorDataAsSpan<float>().Slice(index * rows * anchors, rows * anchors), anchors);

        public void Dispose() => results.Dispose();
    }
}
