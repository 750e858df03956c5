namespace Detection.Imaging;

/// <summary>
/// Reads format, width and height of a picture that comes in pieces: each byte once, and a kilobyte held at most, however much
/// lies before the size. For one thread. The same answers as <see cref="ImageHeaderReader"/>.
/// </summary>
public sealed class ImageHeaderScanner
{
    // By which foreign formats are named; every header but a JPEG's is much shorter.
    private const int LongestPrefix = 1024;

    private readonly byte[] _prefix = new byte[LongestPrefix];
    private int _held;
    private JpegHeaderScan? _jpeg;

    /// <summary>What is known by now.</summary>
    public HeaderResult Result { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public HeaderResult Feed(ReadOnlySpan<byte> bytes)
    {
        if (Result.Status != HeaderStatus.NeedMoreData)
            return Result;
        if (_jpeg is not null)
            return Result = _jpeg.Feed(bytes);

        var taken = Math.Min(bytes.Length, LongestPrefix - _held);
        bytes[..taken].CopyTo(_prefix.AsSpan(_held));
        _held += taken;
        var prefix = _prefix.AsSpan(0, _held);
        if (!prefix.StartsWith(JpegHeader.Signature))
            return Result = ImageHeaderReader.Read(prefix, complete: false);

        _jpeg = new JpegHeaderScan();
        Result = _jpeg.Feed(prefix[2..]);
        return Feed(bytes[taken..]);
    }

    /// <summary>There are no more bytes: the answer is final.</summary>
    public HeaderResult End() => Result = Result.Status != HeaderStatus.NeedMoreData ? Result
        : _jpeg is not null ? HeaderResult.Ended(ImageFormat.Jpeg, complete: true)
        : ImageHeaderReader.Read(_prefix.AsSpan(0, _held), complete: true);
}
