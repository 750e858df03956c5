namespace Emgu.CV.CvEnum;

/// <summary>Colour conversions of CvtColor.</summary>
public enum ColorConversion
{
    Bgra2Bgr = 1,
    Bgr2Rgb = 4,
    Bgr2Gray = 6,
    Gray2Bgr = 8,
}
