namespace Emgu.CV.CvEnum;

/// <summary>Hershey's vector fonts; they draw ASCII only.</summary>
public enum FontFace
{
    HersheySimplex = 0,
    HersheyPlain = 1,
    HersheyDuplex = 2,
    HersheyComplex = 3,
    HersheyTriplex = 4,
    HersheyComplexSmall = 5,
    HersheyScriptSimplex = 6,
    HersheyScriptComplex = 7,
}
