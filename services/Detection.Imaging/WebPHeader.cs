using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Reads the first chunk of a WebP: VP8X (the canvas), VP8L (lossless) or VP8 (lossy).</summary>
/// <remarks>Layouts: RFC 9649, 2.5 to 2.7 and 3.4; RFC 6386, 9.1.</remarks>
internal static class WebPHeader
{
    // OpenCV looks at this many bytes before it believes in a WebP, and no real one is shorter.
    private const int PrefixLength = 32;
    private const int ChunkData = 20; // RIFF, length, WEBP, chunk name, chunk length
    private const byte AnimationFlag = 0x02;
    private const byte AlphaFlag = 0x10;
    private const int LosslessAlpha = 1 << 28;

    public static HeaderResult Read(ReadOnlySpan<byte> bytes, bool complete)
    {
        if (bytes.Length < PrefixLength)
            return HeaderResult.Ended(ImageFormat.WebP, complete);

        var chunk = bytes[12..];
        var data = bytes[ChunkData..];
        if (chunk.StartsWith("VP8X"u8))
            return ReadExtended(data);
        if (chunk.StartsWith("VP8L"u8))
            return ReadLossless(data);
        if (chunk.StartsWith("VP8 "u8))
            return ReadLossy(data);
        return Corrupt("The WebP does not begin with a picture.");
    }

    /// <summary>Whether a WebP whose header was checked says that it is transparent anywhere.</summary>
    public static bool HasAlpha(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> chunk = bytes[12..], data = bytes[ChunkData..];
        return chunk.StartsWith("VP8X"u8) ? (data[0] & AlphaFlag) != 0
            : chunk.StartsWith("VP8L"u8) && (BinaryPrimitives.ReadUInt32LittleEndian(data[1..]) & LosslessAlpha) != 0;
    }

    private static HeaderResult ReadExtended(ReadOnlySpan<byte> data)
    {
        if ((data[0] & AnimationFlag) != 0)
            return HeaderResult.Rejected(ImageProblem.Unsupported, "An animated WebP is not supported; send a still picture.");
        return HeaderResult.Found(ImageFormat.WebP, 1 + ReadUInt24(data[4..]), 1 + ReadUInt24(data[7..]));
    }

    private static HeaderResult ReadLossless(ReadOnlySpan<byte> data)
    {
        if (data[0] != 0x2F)
            return Corrupt("The WebP's lossless header is damaged.");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return HeaderResult.Found(ImageFormat.WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    private static HeaderResult ReadLossy(ReadOnlySpan<byte> data)
    {
        var isKeyFrame = (data[0] & 1) == 0;
        if (!isKeyFrame || !data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return Corrupt("The WebP's lossy header is damaged.");
        var width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF;
        var height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF;
        return HeaderResult.Found(ImageFormat.WebP, width, height);
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static HeaderResult Corrupt(string message) => HeaderResult.Rejected(ImageProblem.Corrupt, message);
}
