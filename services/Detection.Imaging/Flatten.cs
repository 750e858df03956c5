using System.Buffers.Binary;
using System.Numerics;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Makes what a decoder gives three channels of 8 bits: as it looks on white, and as bright as it was meant.</summary>
/// <remarks>
/// Transparency lies over white, which is what most programs show and most prints are made on; the colour of what is wholly
/// transparent, black more often than not, is seen by nobody. Of 16 bits a sample the upper 8 stay of those that the
/// brightest visible one uses: cameras write 10, 12 and 14 bits into files of 16, and would be black otherwise. A photograph
/// that uses all of them is divided by 256.
/// </remarks>
internal static class Flatten
{
    private const byte White = 255;

    /// <summary>Three channels of 8 bits; another matrix, or the same where there is nothing to do.</summary>
    /// <param name="pixels">Continuous; three channels, or blue, green, red and alpha, of 8 or 16 bits.</param>
    /// <param name="key">A colour that is transparent: blue, green and red as stored in <paramref name="pixels"/>; null: none.</param>
    public static unsafe Mat ToBgr(Mat pixels, (int Blue, int Green, int Red)? key = null)
    {
        var (channels, wide) = (pixels.NumberOfChannels, pixels.Depth == DepthType.Cv16U);
        if (channels == 3 && !wide && key is null)
            return pixels;

        var flat = new Mat(pixels.Rows, pixels.Cols, DepthType.Cv8U, 3);
        var shift = wide ? Shift(pixels, channels) : 0;
        byte* from = (byte*)pixels.DataPointer, to = (byte*)flat.DataPointer;
        for (var y = 0; y < pixels.Rows; y++, from += pixels.Step, to += flat.Step)
        {
            var target = new Span<byte>(to, 3 * pixels.Cols);
            if (wide)
                Row(new ReadOnlySpan<ushort>(from, channels * pixels.Cols), channels, shift, key, target);
            else
                Row(new ReadOnlySpan<byte>(from, channels * pixels.Cols), channels, key, target);
        }

        return flat;
    }

    private static void Row(ReadOnlySpan<byte> source, int channels, (int Blue, int Green, int Red)? key, Span<byte> target)
    {
        for (; source.Length >= channels; source = source[channels..], target = target[3..])
            Put(target, source[0], source[1], source[2], channels == 4 ? source[3] : Alpha(key, source[0], source[1], source[2]));
    }

    private static void Row(ReadOnlySpan<ushort> source, int channels, int shift, (int Blue, int Green, int Red)? key, Span<byte> target)
    {
        for (; source.Length >= channels; source = source[channels..], target = target[3..])
        {
            var alpha = channels == 4 ? source[3] >> 8 : Alpha(key, source[0], source[1], source[2]);
            Put(target, Narrow(source[0], shift), Narrow(source[1], shift), Narrow(source[2], shift), alpha);
        }
    }

    private static byte Alpha((int Blue, int Green, int Red)? key, int blue, int green, int red) => key == (blue, green, red) ? (byte)0 : White;

    // What is not to be seen may be brighter than all that is.
    private static byte Narrow(int sample, int shift) => (byte)Math.Min(sample >> shift, White);

    private static void Put(Span<byte> target, byte blue, byte green, byte red, int alpha)
    {
        if (alpha == White)
            (target[0], target[1], target[2]) = (blue, green, red);
        else
            (target[0], target[1], target[2]) = (Over(blue, alpha), Over(green, alpha), Over(red, alpha));
    }

    private static byte Over(int colour, int alpha) => (byte)(((colour * alpha) + (White * (White - alpha)) + 127) / White);

    /// <summary>How far the brightest visible sample is beyond 8 bits.</summary>
    private static unsafe int Shift(Mat pixels, int channels)
    {
        var brightest = 0;
        var row = (byte*)pixels.DataPointer;
        for (var y = 0; y < pixels.Rows; y++, row += pixels.Step)
        {
            var samples = new ReadOnlySpan<ushort>(row, channels * pixels.Cols);
            for (var i = 0; i < samples.Length; i += channels)
            {
                if (channels == 3 || samples[i + 3] >> 8 != 0)
                    brightest |= samples[i] | samples[i + 1] | samples[i + 2]; // has as many bits as the largest of them
            }
        }

        return Math.Max(0, 32 - BitOperations.LeadingZeroCount((uint)brightest) - 8);
    }

    /// <summary>PNG's transparent colour (tRNS of grey and colour pictures), as the decoder stores that colour; null where there is none.</summary>
    public static (int Blue, int Green, int Red)? KeyOf(in PngChunks png)
    {
        var content = png.Transparency;
        var depth = png.Depth;
        return png.ColourType switch
        {
            0 when content.Length >= 2 => (Sample(content, depth), Sample(content, depth), Sample(content, depth)),
            2 when content.Length >= 6 => (Sample(content[4..], depth), Sample(content[2..], depth), Sample(content, depth)),
            _ => null,
        };
    }

    // Fewer than 8 bits are stretched to all of them.
    private static int Sample(ReadOnlySpan<byte> bytes, int depth)
    {
        int value = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return depth < 8 ? (value & ((1 << depth) - 1)) * 255 / ((1 << depth) - 1) : depth == 8 ? value & 255 : value;
    }
}
