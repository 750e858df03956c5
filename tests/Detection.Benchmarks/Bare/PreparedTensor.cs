using Detection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Bare;

/// <summary>A picture in the network's input, made beforehand.</summary>
internal sealed class PreparedTensor : IDisposable
{
    private PreparedTensor(OrtValue value) => Value = value;

    /// <summary>[1, 3, height, width] floats.</summary>
    public OrtValue Value { get; }

    public static PreparedTensor Of(DecodedImage image, LetterboxTransform transform)
    {
        var pixels = GC.AllocateUninitializedArray<float>(transform.TensorLength);
        Letterbox.Write(image, transform, pixels);
        return new PreparedTensor(OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, transform.Height, transform.Width]));
    }

    public void Dispose() => Value.Dispose();
}
