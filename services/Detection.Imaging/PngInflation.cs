using System.Buffers;
using System.IO.Compression;

namespace Detection.Imaging;

/// <summary>Sees to it that the data of a PNG are no more than its pixels: what comes after them, libpng unpacks and throws away.</summary>
/// <remarks>
/// 10 MB can be 10 GB unpacked, for seconds of a core. Whether they are, only unpacking tells, and OpenCV cannot be told where to
/// stop. That adds a third to the decoding (84 ms to 244 for 12 megapixels of photograph), so it is done only where a
/// thousandfold, the most that deflate can do, would matter: not for files below 64 kB.
/// </remarks>
internal static class PngInflation
{
    /// <summary>RFC 1951: a match of 258 bytes takes two bits at least.</summary>
    private const int MostRatio = 1032;

    /// <summary>What may be unpacked for nothing: a twentieth of a second.</summary>
    private const long Harmless = 64 << 20;

    private const int Step = 1 << 16;

    /// <param name="encoded">The whole file.</param>
    /// <param name="chunks">Of it.</param>
    /// <exception cref="ImageRejectedException">The data are more than the header's size needs.</exception>
    public static void Verify(ReadOnlyMemory<byte> encoded, in PngChunks chunks)
    {
        var raw = chunks.RawLength;
        if ((chunks.DataLength * MostRatio) - raw <= Harmless)
            return;
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            using var data = new PngDataStream(encoded);
            using var inflated = new ZLibStream(data, CompressionMode.Decompress);
            for (var left = raw; ;)
            {
                var read = inflated.Read(buffer, 0, (int)Math.Min(Step, left + 1));
                if (read == 0)
                    return;
                left -= read;
                if (left < 0)
                    throw new ImageRejectedException(ImageProblem.Corrupt, "The PNG has more data than its width and height need.");
            }
        }
        catch (InvalidDataException)
        {
            // Damaged: the decoder stops there as well, and says so.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
