using System.Text;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>A tensor that a file holds.</summary>
/// <param name="Name">Of the value.</param>
/// <param name="Channels">Its first dimension: of a convolution's weights the channels that come out. 0 where it has none.</param>
internal readonly record struct GraphTensor(string Name, long Channels)
{
    /// <exception cref="InvalidDataException">It is no <c>TensorProto</c>.</exception>
    public static GraphTensor Read(ReadOnlySpan<byte> tensor)
    {
        var (name, channels) = ("", 0L);
        for (var reader = new ProtoReader(tensor); reader.Next(out var field);)
        {
            if (field.IsBytes(Tensor.Name))
                name = Encoding.UTF8.GetString(tensor[field.Content]);
            else if (channels == 0 && field.IsVarint(Tensor.Dims))
                channels = (long)field.Value;
            else if (channels == 0 && field.IsBytes(Tensor.Dims))
                channels = (long)ProtoReader.FirstPacked(tensor[field.Content]);
        }

        return new GraphTensor(name, channels);
    }
}
