using System.Drawing;
using Emgu.CV.CvEnum;
using Emgu.CV.Interop;

namespace Emgu.CV;

public partial class Mat
{
    /// <summary>Width and height in pixels.</summary>
    public Size Size
    {
        get
        {
            var header = ReadHeader();
            return new Size(header.Cols, header.Rows);
        }
    }

    /// <summary>The height in pixels.</summary>
    public int Rows => ReadHeader().Rows;

    /// <summary>The width in pixels.</summary>
    public int Cols => ReadHeader().Cols;

    /// <summary>The width in pixels.</summary>
    public int Width => ReadHeader().Cols;

    /// <summary>The height in pixels.</summary>
    public int Height => ReadHeader().Rows;

    /// <summary>Bytes from one row to the next.</summary>
    public int Step => ReadHeader().Step;

    /// <summary>Bytes of one pixel, all channels.</summary>
    public int ElementSize => ReadHeader().ElementSize;

    public int NumberOfChannels => ReadHeader().Channels;

    /// <summary>Two for a picture, zero while empty.</summary>
    public int Dims => ReadHeader().Dims;

    /// <summary>The first pixel; zero while empty.</summary>
    public IntPtr DataPointer => ReadHeader().Data;

    /// <summary>The number of pixels.</summary>
    public IntPtr Total => ReadHeader().Total;

    public DepthType Depth => (DepthType)ReadHeader().Depth;

    public bool IsEmpty => ReadHeader().IsEmpty != 0;

    /// <summary>Whether rows follow each other without a gap.</summary>
    public bool IsContinuous => ReadHeader().IsContinuous != 0;

    // Read anew each time: OpenCV reallocates a Mat behind the handle's back.
    private unsafe MatHeader ReadHeader()
    {
        MatHeader header;
        NativeMethods.MatReadHeader(_ptr, &header);
        GC.KeepAlive(this);
        return header;
    }
}
