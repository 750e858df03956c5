using System.Buffers.Binary;
using System.IO.Compression;

namespace Detection.Imaging.Tests;

/// <summary>PNG files put together by hand, of kinds that OpenCV does not write.</summary>
internal static class PngFile
{
    /// <param name="bitDepth">IHDR's, as <paramref name="colourType"/>.</param>
    /// <param name="colourType">0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha.</param>
    /// <param name="rows">One array a row, unfiltered.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="before">Chunks between the header and the data.</param>
    /// <param name="after">Chunks between the data and the end.</param>
    public static byte[] Build(byte bitDepth, byte colourType, int width, byte[][] rows, byte[]? before = null, byte[]? after = null)
    {
        var header = Headers.Png((uint)width, (uint)rows.Length, bitDepth, colourType);
        return
        [
            .. header[..8], .. Chunk("IHDR"u8, header[16..29]), .. before ?? [],
            .. Chunk("IDAT"u8, Compress(rows)), .. after ?? [], .. Chunk("IEND"u8, []),
        ];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        var crc = 0xFFFF_FFFFu;
        foreach (var value in chunk.AsSpan(4, 4 + data.Length))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320u);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), ~crc);
        return chunk;
    }

    public static byte[] Compress(byte[][] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            foreach (var row in rows)
                zlib.Write([0, .. row]);
        }

        return compressed.ToArray();
    }
}
