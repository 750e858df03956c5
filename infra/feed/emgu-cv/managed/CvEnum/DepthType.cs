namespace Emgu.CV.CvEnum;

/// <summary>The type of one channel of one element.</summary>
public enum DepthType
{
    Cv8U = 0,
    Cv8S = 1,
    Cv16U = 2,
    Cv16S = 3,
    Cv32S = 4,
    Cv32F = 5,
    Cv64F = 6,
}
