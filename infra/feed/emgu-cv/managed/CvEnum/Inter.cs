namespace Emgu.CV.CvEnum;

/// <summary>Interpolation of Resize.</summary>
public enum Inter
{
    Nearest = 0,
    Linear = 1,
    Cubic = 2,
    Area = 3,
    Lanczos4 = 4,
}
