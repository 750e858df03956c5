namespace Emgu.CV.CvEnum;

/// <summary>How a line is rasterised.</summary>
public enum LineType
{
    Filled = -1,
    FourConnected = 4,
    EightConnected = 8,
    AntiAlias = 16,
}
