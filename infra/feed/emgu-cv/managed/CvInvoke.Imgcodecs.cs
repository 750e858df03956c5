using Emgu.CV.CvEnum;
using Emgu.CV.Interop;
using Emgu.CV.Util;

namespace Emgu.CV;

public static partial class CvInvoke
{
    /// <summary>
    /// Decodes a picture. Bytes that no decoder takes leave <paramref name="dst"/> as it was, so pass a fresh one
    /// and look at <see cref="Mat.IsEmpty"/>; an empty buffer or too many pixels end the process.
    /// </summary>
    public static unsafe void Imdecode(byte[] buf, ImreadModes loadType, Mat dst)
    {
        fixed (byte* data = buf)
            NativeMethods.ImdecodeBytes(data, buf.Length, (int)loadType, dst.Ptr);
        GC.KeepAlive(dst);
    }

    /// <summary>Decodes a picture held in one row of bytes, a Mat or a vector. Otherwise as the other form.</summary>
    public static void Imdecode(IInputArray buf, ImreadModes loadType, Mat dst)
    {
        using var source = buf.GetInputArray();
        NativeMethods.Imdecode(source.Reference, (int)loadType, dst.Ptr);
        GC.KeepAlive(source);
        GC.KeepAlive(dst);
    }

    /// <summary>Encodes a picture; <paramref name="ext"/> such as ".jpg" names the format.</summary>
    public static byte[] Imencode(string ext, IInputArray image, params KeyValuePair<ImwriteFlags, int>[] parameters)
    {
        using var encoded = new VectorOfByte();
        Imencode(ext, image, encoded, parameters);
        return encoded.ToArray();
    }

    /// <summary>Encodes a picture into <paramref name="buf"/>. An unknown extension or an empty picture end the process.</summary>
    /// <returns>Whether the encoder succeeded.</returns>
    public static unsafe bool Imencode(
        string ext, IInputArray image, VectorOfByte buf, params KeyValuePair<ImwriteFlags, int>[] parameters)
    {
        var flat = new int[parameters.Length * 2];
        for (var i = 0; i < parameters.Length; i++)
            (flat[2 * i], flat[(2 * i) + 1]) = ((int)parameters[i].Key, parameters[i].Value);
        using var source = image.GetInputArray();
        fixed (int* first = flat)
        {
            var encoded = NativeMethods.Imencode(ext, source.Reference, buf.Ptr, first, flat.Length) != 0;
            GC.KeepAlive(source);
            GC.KeepAlive(buf);
            return encoded;
        }
    }
}
