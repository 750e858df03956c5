using Detection.Imaging;

namespace Detection.Api.Submission;

/// <summary>Reads another stream and refuses the picture in it as soon as its header is known, however far in that is.</summary>
/// <param name="inner">The whole picture.</param>
/// <param name="scanner">Has seen its first bytes.</param>
/// <param name="seen">How many.</param>
/// <param name="limits">Of the picture.</param>
internal sealed class HeaderCheckStream(Stream inner, ImageHeaderScanner scanner, long seen, ImageLimits limits) : PassingStream(inner)
{
    private long _position;

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        if (scanner.Result.Status != HeaderStatus.NeedMoreData)
            return;
        var known = (int)Math.Clamp(seen - _position, 0, bytes.Length);
        _position += bytes.Length;
        var result = bytes.IsEmpty ? scanner.End() : scanner.Feed(bytes[known..]);
        if (result.Status != HeaderStatus.NeedMoreData)
            limits.Check(result.GetHeader());
    }
}
