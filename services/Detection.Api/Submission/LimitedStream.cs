using Detection.Imaging;

namespace Detection.Api.Submission;

/// <summary>Reads another stream up to a length; one byte more is an <see cref="ImageProblem.TooLarge"/>.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : PassingStream(inner)
{
    private long _read;

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        _read += bytes.Length;
        if (_read > limit)
            throw new ImageRejectedException(ImageProblem.TooLarge, $"The picture is larger than the {limit} bytes that are allowed.");
    }
}
