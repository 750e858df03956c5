using Emgu.CV.Util;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class VectorOfByteTests
{
    [EmguCvFact]
    public void Should_be_a_stream_of_its_bytes()
    {
        using Stream stream = new VectorOfByte([1, 2, 3, 4, 5]);
        using var rest = new MemoryStream();

        Assert.Equal((5, 1), (stream.Length, stream.ReadByte()));
        stream.Seek(-2, SeekOrigin.End);
        stream.CopyTo(rest);

        Assert.Equal([4, 5], rest.ToArray());
        Assert.Equal((5, -1), (stream.Position, stream.ReadByte()));
    }

    [EmguCvFact]
    public void Should_release_once_however_often_disposed()
    {
        var vector = new VectorOfByte(8);
        Assert.Equal(8, vector.Size);

        vector.Dispose();
        vector.Dispose();

        Assert.False(vector.CanRead);
    }
}
