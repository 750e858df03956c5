using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Walks a JPEG's segments to its frame header (ITU T.81, B.2), in as many pieces as they come; holds eight bytes.</summary>
/// <remarks>
/// Depth maps and extended metadata put megabytes of segments before the frame. Resynchronises on junk between segments as
/// libjpeg does, so that both see the same frame header; where libjpeg is more lenient (a segment length below 2), the
/// picture is rejected.
/// </remarks>
internal sealed class JpegHeaderScan
{
    private const int FrameStart = 8; // length, precision, height, width, components

    private readonly byte[] _segment = new byte[FrameStart];
    private int _held;
    private int _skip;
    private byte _marker; // 0: looking for one.
    private bool _afterFill;

    /// <param name="bytes">The next ones; the first are those behind the start of the image (FF D8).</param>
    public HeaderResult Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_skip > 0)
                bytes = bytes[Skipped(bytes.Length)..];
            else if (_marker == 0)
                bytes = bytes[SeekMarker(bytes)..];
            else
            {
                _segment[_held++] = bytes[0];
                bytes = bytes[1..];
            }

            if (_marker != 0 && Judge() is { Status: not HeaderStatus.NeedMoreData } result)
                return result;
        }

        return HeaderResult.NeedMoreData;
    }

    private int Skipped(int available)
    {
        var skipped = Math.Min(_skip, available);
        _skip -= skipped;
        return skipped;
    }

    /// <summary>Looks for FF, any number of times, and what is neither FF nor 0; returns how many bytes that took.</summary>
    private int SeekMarker(ReadOnlySpan<byte> bytes)
    {
        var at = _afterFill ? 0 : bytes.IndexOf((byte)0xFF);
        if (at < 0)
            return bytes.Length;
        _afterFill = true;
        var end = bytes[at..].IndexOfAnyExcept((byte)0xFF);
        if (end < 0)
            return bytes.Length;
        _afterFill = false;
        var marker = bytes[at + end];
        _marker = JpegHeader.IsParameterless(marker) ? (byte)0 : marker;
        return at + end + 1;
    }

    private HeaderResult Judge()
    {
        if (JpegHeader.IsOutOfPlace(_marker))
            return HeaderResult.Rejected(ImageProblem.Corrupt, "The JPEG has no frame header.");
        if (_held < 2)
            return HeaderResult.NeedMoreData;
        var length = BinaryPrimitives.ReadUInt16BigEndian(_segment);
        if (length < 2)
            return HeaderResult.Rejected(ImageProblem.Corrupt, "The JPEG has a segment of impossible length.");
        if (JpegHeader.IsFrameHeader(_marker))
            return _held < FrameStart ? HeaderResult.NeedMoreData : JpegHeader.ReadFrame(_marker, length, _segment.AsSpan(2));
        (_skip, _held, _marker) = (length - 2, 0, 0);
        return HeaderResult.NeedMoreData;
    }
}
