namespace Emgu.CV.CvEnum;

/// <summary>How Imdecode reads a picture; may be combined.</summary>
[Flags]
public enum ImreadModes
{
    Unchanged = -1,
    Grayscale = 0,
    ColorBgr = 1,
    AnyDepth = 2,
    AnyColor = 4,
    ReducedGrayscale2 = 16,
    ReducedColor2 = 17,
    ReducedColor4 = 33,
    ReducedColor8 = 65,
    IgnoreOrientation = 128,
}
