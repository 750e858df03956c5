using System.Drawing;
using Emgu.CV.CvEnum;
using Emgu.CV.Interop;
using Emgu.CV.Structure;

namespace Emgu.CV;

public static unsafe partial class CvInvoke
{
    /// <summary>Resizes to <paramref name="dsize"/>, or by <paramref name="fx"/> and <paramref name="fy"/> where that is empty.</summary>
    public static void Resize(
        IInputArray src, IOutputArray dst, Size dsize, double fx = 0, double fy = 0, Inter interpolation = Inter.Linear)
    {
        using var source = src.GetInputArray();
        using var target = dst.GetOutputArray();
        NativeMethods.Resize(source.Reference, target.Reference, dsize.Width, dsize.Height, fx, fy, (int)interpolation);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Copies with a border of the given widths, in pixels.</summary>
    public static void CopyMakeBorder(
        IInputArray src, IOutputArray dst, int top, int bottom, int left, int right, BorderType bordertype, MCvScalar value = default)
    {
        using var source = src.GetInputArray();
        using var target = dst.GetOutputArray();
        NativeMethods.CopyMakeBorder(source.Reference, target.Reference, top, bottom, left, right, (int)bordertype, &value);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Converts colours; <paramref name="dstCn"/> zero takes the channel count from <paramref name="code"/>.</summary>
    public static void CvtColor(IInputArray src, IOutputArray dst, ColorConversion code, int dstCn = 0)
    {
        using var source = src.GetInputArray();
        using var target = dst.GetOutputArray();
        NativeMethods.CvtColor(source.Reference, target.Reference, (int)code, dstCn);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Turns by a multiple of 90 degrees.</summary>
    public static void Rotate(IInputArray src, IOutputArray dst, RotateFlags rotateCode)
    {
        using var source = src.GetInputArray();
        using var target = dst.GetOutputArray();
        NativeMethods.Rotate(source.Reference, target.Reference, (int)rotateCode);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }
}
