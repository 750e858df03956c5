using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>What the chunks of a PNG say, whose header was checked (W3C PNG, 5 and 11). Damage is left to the decoder to find.</summary>
internal readonly ref struct PngChunks
{
    private const int FirstChunk = 8;
    private const int Around = 12; // length, type and CRC
    private const int HeaderData = 16;

    private readonly ReadOnlySpan<byte> _png;

    private PngChunks(ReadOnlySpan<byte> png) => _png = png;

    public int Width => BinaryPrimitives.ReadInt32BigEndian(_png[HeaderData..]);

    public int Height => BinaryPrimitives.ReadInt32BigEndian(_png[(HeaderData + 4)..]);

    public byte Depth => _png[HeaderData + 8];

    public byte ColourType => _png[HeaderData + 9];

    public bool IsInterlaced => _png[HeaderData + 12] != 0;

    /// <summary>Whether each pixel has an alpha of its own.</summary>
    public bool HasAlpha => ColourType is 4 or 6;

    /// <summary>Content of tRNS; empty where there is none.</summary>
    public ReadOnlySpan<byte> Transparency { get; private init; }

    public ExifOrientation Orientation { get; private init; } = ExifOrientation.Upright;

    /// <summary>Bytes of all IDAT chunks.</summary>
    public long DataLength { get; private init; }

    /// <summary>Whether there are chunks that inflate and that nobody looks at: texts, a colour profile.</summary>
    public bool HasPackedExtras { get; private init; }

    /// <summary>Bytes that the pixels are before they are packed, each row with its filter's.</summary>
    public long RawLength
    {
        get
        {
            if (!IsInterlaced)
                return Raw(Width, Height);
            // Adam7: where each pass begins and how far apart its pixels are.
            ReadOnlySpan<(int X, int Y, int Right, int Down)> passes =
                [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
            var raw = 0L;
            foreach (var (x, y, right, down) in passes)
                raw += Raw((Width - x + right - 1) / right, (Height - y + down - 1) / down);
            return raw;
        }
    }

    private int BitsPerPixel => Depth * (ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 });

    /// <param name="png">The whole file, beginning with its header.</param>
    public static PngChunks Of(ReadOnlySpan<byte> png)
    {
        ReadOnlySpan<byte> transparency = [];
        var (orientation, data, extras) = (ExifOrientation.Upright, 0L, false);
        for (var position = FirstChunk; TryRead(png, ref position, out var type, out var content);)
        {
            if (type.SequenceEqual("IDAT"u8))
                data += content.Length;
            else if (type.SequenceEqual("tRNS"u8))
                transparency = content;
            else if (type.SequenceEqual("eXIf"u8))
                orientation = ExifDirectory.Orientation(content);
            extras |= IsPackedExtra(type);
        }

        return new PngChunks(png) { Transparency = transparency, Orientation = orientation, DataLength = data, HasPackedExtras = extras };
    }

    /// <summary>Copies the file without what <see cref="HasPackedExtras"/> speaks of, and returns the length.</summary>
    /// <param name="target">As long as the file.</param>
    public int CopyWithoutExtras(Span<byte> target)
    {
        _png[..FirstChunk].CopyTo(target);
        var (written, start) = (FirstChunk, FirstChunk);
        for (var position = start; TryRead(_png, ref position, out var type, out _); start = position)
        {
            if (IsPackedExtra(type))
                continue;
            _png[start..position].CopyTo(target[written..]);
            written += position - start;
        }

        // What breaks off in the middle is not left out: it is damaged, and the decoder is to say so.
        _png[start..].CopyTo(target[written..]);
        return written + _png.Length - start;
    }

    /// <summary>Reads a chunk and leaves <paramref name="position"/> behind it; false at the end, or where it breaks off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> png, scoped ref int position, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        type = content = default;
        if (png.Length - position < Around)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(png[position..]);
        if (length > png.Length - position - Around)
            return false;
        type = png.Slice(position + 4, 4);
        content = png.Slice(position + 8, (int)length);
        position += Around + (int)length;
        return true;
    }

    private static bool IsPackedExtra(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("iCCP"u8);

    private long Raw(long width, long height) => width == 0 || height == 0 ? 0 : height * (1 + (((width * BitsPerPixel) + 7) / 8));
}
