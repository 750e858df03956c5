using System.Buffers.Binary;

namespace Detection.Imaging;

/// <summary>Reads a PNG's IHDR chunk (W3C PNG, 11.2.1), which has to be the first. Its CRC is the decoder's business.</summary>
internal static class PngHeader
{
    private const int EndOfHeader = 33; // signature 8, length 4, type 4, data 13, CRC 4

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static HeaderResult Read(ReadOnlySpan<byte> bytes, bool complete)
    {
        if (bytes.Length < EndOfHeader)
            return HeaderResult.Ended(ImageFormat.Png, complete);
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) != 13 || !bytes[12..].StartsWith("IHDR"u8))
            return HeaderResult.Rejected(ImageProblem.Corrupt, "The PNG does not begin with its header chunk.");

        var header = bytes[16..];
        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width > int.MaxValue || height > int.MaxValue)
            return HeaderResult.Rejected(ImageProblem.Corrupt, $"The PNG says that it is {width} x {height} pixels.");
        if (!IsValid(bitDepth: header[8], colourType: header[9]) || header[10] != 0 || header[11] != 0 || header[12] > 1)
            return HeaderResult.Rejected(ImageProblem.Corrupt, "The PNG's header has a combination of values that does not exist.");
        return HeaderResult.Found(ImageFormat.Png, (int)width, (int)height);
    }

    private static bool IsValid(byte bitDepth, byte colourType) => colourType switch
    {
        0 => bitDepth is 1 or 2 or 4 or 8 or 16,
        3 => bitDepth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => bitDepth is 8 or 16,
        _ => false,
    };
}
