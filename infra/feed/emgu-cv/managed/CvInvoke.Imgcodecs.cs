using Emgu.CV.CvEnum;
using Emgu.CV.Interop;
using Emgu.CV.Util;

namespace Emgu.CV;

public static partial class CvInvoke
{
    /// <summary>
    /// Decodes a picture. Bytes that no decoder takes leave <paramref name="dst"/> as it was: pass a fresh Mat and check
    /// <see cref="Mat.IsEmpty"/>. An empty buffer or too many pixels end the process.
    /// </summary>
    public static unsafe void Imdecode(byte[] buf, ImreadModes loadType, Mat dst)
    {
        fixed (byte* data = buf)
            NativeMethods.ImdecodeBytes(data, buf.Length, (int)loadType, dst.Ptr);
        GC.KeepAlive(dst);
    }

    /// <summary>Decodes the rest of a stream, otherwise like the overload for bytes.</summary>
    public static void Imdecode(Stream stream, ImreadModes loadType, Mat dst)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Imdecode(bytes.ToArray(), loadType, dst);
    }

    /// <summary>Decodes a Mat of one row of bytes, or a vector, otherwise like the overload for bytes.</summary>
    public static void Imdecode(IInputArray buf, ImreadModes loadType, Mat dst)
    {
        using var source = buf.GetInputArray();
        NativeMethods.Imdecode(source.Reference, (int)loadType, dst.Ptr);
        GC.KeepAlive(source);
        GC.KeepAlive(dst);
    }

    /// <summary>Encodes a picture; <paramref name="ext"/>, such as ".jpg", names the format.</summary>
    /// <returns>The file; null where the encoder failed. (The original has no nullable annotations, so neither has this.)</returns>
    public static byte[] Imencode(string ext, IInputArray image, params KeyValuePair<ImwriteFlags, int>[] parameters)
    {
        using var encoded = new VectorOfByte();
        return Imencode(ext, image, encoded, parameters) ? encoded.ToArray() : null!;
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
