using Detection.Inference.Decoding;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Batching;

/// <summary>Runs batches on a session of ONNX Runtime.</summary>
/// <param name="session">Owned from here on.</param>
/// <param name="spec">Of the model.</param>
internal sealed class SessionBatchRunner(InferenceSession session, SlotSpec spec) : IBatchRunner
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
            return new Output(results, spec, OutputShape.Anchors(results[0], input.Count, spec));
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

    private sealed class Output(IDisposableReadOnlyCollection<OrtValue> results, SlotSpec spec, int anchors) : IBatchOutput
    {
        private readonly int _length = anchors * (spec.Output == OutputKind.List ? BoxList.Columns : spec.Rows);

        public ModelOutput Of(int index) =>
            ModelOutput.Of(results[0].GetTensorDataAsSpan<float>().Slice(index * _length, _length), anchors, spec);

        public void Dispose() => results.Dispose();
    }
}
