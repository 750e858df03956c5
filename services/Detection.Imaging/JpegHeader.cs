using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Reads what a JPEG's segments say (ITU T.81, B.2).</summary>
internal static class JpegHeader
{
    private const byte FirstParameterless = 0xD0; // RST0
    private const byte LastRestart = 0xD7;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Temporary = 0x01;

    public static ReadOnlySpan<byte> Signature => [0xFF, StartOfImage, 0xFF];

    /// <summary>End-of-image markers, more than a scan header that broke off could swallow.</summary>
    public static ReadOnlySpan<byte> Ending =>
    [
        0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage,
        0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage, 0xFF, EndOfImage,
    ];

    public static HeaderResult Read(ReadOnlySpan<byte> bytes, bool complete) =>
        new JpegHeaderScan().Feed(bytes[2..]) is { Status: not HeaderStatus.NeedMoreData } result
            ? result
            : HeaderResult.Ended(ImageFormat.Jpeg, complete);

    /// <summary>How many scans a JPEG holds, counted up to <paramref name="limit"/>.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limit">Where to stop.</param>
    /// <param name="ends">Whether the end-of-image marker is there; false too where the limit was reached before it.</param>
    /// <remarks>A progressive JPEG of a few kilobytes can ask for thousands of passes over all its pixels.</remarks>
    public static int CountScans(ReadOnlySpan<byte> bytes, int limit, out bool ends)
    {
        var scans = 0;
        ends = false;
        var position = 2;
        // Entropy-coded data needs no case of its own: there 0xFF is followed by 0 or a restart marker.
        while (scans < limit && !ends && TryReadMarker(bytes, ref position, out var marker))
        {
            ends = marker == EndOfImage;
            if (marker == StartOfScan)
                scans++;
            if (!IsParameterless(marker) && position + 2 <= bytes.Length)
                position += BinaryPrimitives.ReadUInt16BigEndian(bytes[position..]);
        }

        return scans;
    }

    /// <summary>
    /// Bytes a pixel that a decoder holds besides the picture: all coefficients, of two bytes each, where more than one scan
    /// makes it (progressive, or a scan for each colour); else none.
    /// </summary>
    /// <remarks>Counted as if no colour were stored at a lower resolution, which is twice what most files take.</remarks>
    public static int CoefficientBytes(ReadOnlySpan<byte> bytes)
    {
        var (position, components, progressive) = (2, 0, false);
        while (TryReadMarker(bytes, ref position, out var marker))
        {
            if (IsParameterless(marker))
                continue;
            if (position + 8 > bytes.Length)
                break;
            if (IsFrameHeader(marker))
                (components, progressive) = (bytes[position + 7], marker == 0xC2);
            else if (marker == StartOfScan)
                return progressive || bytes[position + 2] < components ? 2 * components : 0;
            position += BinaryPrimitives.ReadUInt16BigEndian(bytes[position..]);
        }

        return 0;
    }

    /// <summary>Finds the next marker and leaves <paramref name="position"/> after it.</summary>
    private static bool TryReadMarker(ReadOnlySpan<byte> bytes, ref int position, out byte marker)
    {
        while (position < bytes.Length)
        {
            var next = bytes[position..].IndexOf((byte)0xFF);
            if (next < 0)
                break;
            position += next;
            var afterFill = bytes[position..].IndexOfAnyExcept((byte)0xFF);
            if (afterFill < 0)
                break;
            position += afterFill + 1;
            marker = bytes[position - 1];
            if (marker != 0)
                return true;
        }

        marker = 0;
        return false;
    }

    internal static bool IsParameterless(byte marker) =>
        marker is Temporary or (>= FirstParameterless and <= LastRestart);

    /// <summary>Whether a marker may not come before the frame header.</summary>
    internal static bool IsOutOfPlace(byte marker) => marker is StartOfImage or EndOfImage or StartOfScan;

    // C4, C8 and CC are tables and an extension, not frames.
    internal static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // The frame is precision, height, width and number of components.
    internal static HeaderResult ReadFrame(byte marker, int length, ReadOnlySpan<byte> frame)
    {
        int precision = frame[0];
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        int components = frame[5];

        if (marker is not (0xC0 or 0xC1 or 0xC2))
            return Unsupported($"{Process(marker)} JPEG");
        if (precision != 8)
            return Unsupported($"JPEG of {precision} bits a sample");
        if (components is not (1 or 3 or 4))
            return Unsupported($"JPEG of {components} colour components");
        if (length != 8 + 3 * components)
            return HeaderResult.Rejected(ImageProblem.Corrupt, "The JPEG's frame header has a wrong length.");
        return HeaderResult.Found(ImageFormat.Jpeg, width, height);
    }

    private static string Process(byte marker) => marker switch
    {
        0xC3 => "lossless",
        0xC9 or 0xCA => "arithmetic-coded",
        0xCB => "lossless arithmetic-coded",
        _ => "hierarchical",
    };

    private static HeaderResult Unsupported(string what) =>
        HeaderResult.Rejected(ImageProblem.Unsupported, $"A kind of JPEG that is not supported ({what}); send a baseline or progressive JPEG.");
}
