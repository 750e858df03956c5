namespace Emgu.CV.CvEnum;

/// <summary>What CopyMakeBorder fills the border with.</summary>
public enum BorderType
{
    Constant = 0,
    Replicate = 1,
    Reflect = 2,
    Wrap = 3,
    Reflect101 = 4,
}
