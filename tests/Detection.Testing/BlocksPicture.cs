using System.Buffers.Binary;
using System.IO.Compression;

namespace Detection.Testing;

/// <summary>PNG files of coloured squares on grey, which the models of <see cref="TestModels"/> find.</summary>
public static class BlocksPicture
{
    private const byte Background = 114;

    /// <summary>Draws squares, each of one channel's full colour: class 0 red, 1 green, 2 blue.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="blocks">Class, and the square in pixels; tests/models/README.md says which places and sizes are found.</param>
    public static byte[] Png(int width, int height, params ReadOnlySpan<(int ClassId, int X, int Y, int Side)> blocks)
    {
        var rows = new byte[height][];
        for (var y = 0; y < height; y++)
        {
            rows[y] = new byte[1 + (3 * width)]; // the first byte: no filter
            rows[y].AsSpan(1).Fill(Background);
            foreach (var block in blocks)
            {
                if (y < block.Y || y >= block.Y + block.Side)
                    continue;
                var pixels = rows[y].AsSpan(1 + (3 * block.X), 3 * block.Side);
                pixels.Clear();
                for (var channel = block.ClassId; channel < pixels.Length; channel += 3)
                    pixels[channel] = 255;
            }
        }

        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR"u8, Header(width, height)), .. Chunk("IDAT"u8, Compress(rows)), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Header(int width, int height)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]; // 8 bits, RGB
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return header;
    }

    private static byte[] Compress(byte[][] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            foreach (var row in rows)
                zlib.Write(row);
        }

        return compressed.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    // CRC-32 as PNG's specification defines it (annex D).
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF_FFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320u);
        }

        return ~crc;
    }
}
