using System.Buffers.Binary;
using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Structure;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>Pictures made in code, and the damage done to them.</summary>
internal static class Pictures
{
    /// <summary>Greys of <see cref="Quadrants"/>: top left, top right, bottom left, bottom right.</summary>
    public static readonly byte[] QuadrantGreys = [10, 90, 170, 250];

    /// <summary>A BGR picture of four grey quadrants, at least 2x2.</summary>
    public static Mat Quadrants(int width, int height)
    {
        var picture = new Mat(height, width, DepthType.Cv8U, 3);
        var (left, top) = (width / 2, height / 2);
        Rectangle[] areas =
        [
            new(0, 0, left, top), new(left, 0, width - left, top),
            new(0, top, left, height - top), new(left, top, width - left, height - top),
        ];
        for (var i = 0; i < areas.Length; i++)
        {
            using var part = new Mat(picture, areas[i]);
            part.SetTo(new MCvScalar(QuadrantGreys[i], QuadrantGreys[i], QuadrantGreys[i]));
        }
        return picture;
    }

    /// <summary>A picture with much detail, so that its encoded body is long and a cut leaves a part of it.</summary>
    public static byte[] Noise(string extension, int width, int height)
    {
        using var picture = new Mat(height, width, DepthType.Cv8U, 3);
        new Random(1).NextBytes(picture.GetSpan<byte>());
        return CvInvoke.Imencode(extension, picture);
    }

    public static byte[] Encoded(string extension, int width, int height)
    {
        using var picture = Quadrants(width, height);
        return CvInvoke.Imencode(extension, picture);
    }

    /// <summary>Inserts an EXIF segment that holds nothing but the orientation, 1 to 8.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] segment =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg.AsSpan(0, 2), .. segment, .. jpeg.AsSpan(2)];
    }

    /// <summary>Rewrites the size in a baseline JPEG's frame header, and nothing else.</summary>
    public static byte[] Claiming(byte[] jpeg, ushort width, ushort height)
    {
        var lying = (byte[])jpeg.Clone();
        var frame = lying.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(lying.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(lying.AsSpan(frame + 7), width);
        return lying;
    }

    public static Mat Decode(byte[] bytes, ImreadModes modes = ImreadModes.ColorBgr)
    {
        var picture = new Mat();
        CvInvoke.Imdecode(bytes, modes, picture);
        return picture;
    }
}
