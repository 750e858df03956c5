using System.Text;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>A tensor that a file holds, as far as it may be a convolution's weights: [channels out, channels in, ...].</summary>
/// <param name="Name">Of the value.</param>
/// <param name="Out">Its first dimension; 0 where it has none.</param>
/// <param name="In">Its second; 0 where it has none.</param>
internal readonly record struct GraphTensor(string Name, long Out, long In)
{
    /// <exception cref="InvalidDataException">It is no <c>TensorProto</c>.</exception>
    public static GraphTensor Read(ReadOnlySpan<byte> tensor)
    {
        var name = "";
        var dims = new List<long>();
        for (var reader = new ProtoReader(tensor); reader.Next(out var field);)
        {
            if (field.IsBytes(Tensor.Name))
                name = Encoding.UTF8.GetString(tensor[field.Content]);
            else if (field.IsVarint(Tensor.Dims))
                dims.Add((long)field.Value);
            else if (field.IsBytes(Tensor.Dims))
                ProtoReader.AddPacked(tensor[field.Content], dims);
        }

        return new GraphTensor(name, dims.ElementAtOrDefault(0), dims.ElementAtOrDefault(1));
    }
}
