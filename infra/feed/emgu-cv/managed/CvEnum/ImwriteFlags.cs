namespace Emgu.CV.CvEnum;

/// <summary>What a parameter of Imencode sets. Qualities are 0 to 100, PNG compression is 0 to 9.</summary>
public enum ImwriteFlags
{
    JpegQuality = 1,
    JpegProgressive = 2,
    JpegOptimize = 3,
    PngCompression = 16,
    WebpQuality = 64,
}
