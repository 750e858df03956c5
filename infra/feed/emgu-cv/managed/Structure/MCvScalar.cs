using System.Runtime.InteropServices;

namespace Emgu.CV.Structure;

/// <summary>Four doubles, one per channel: for a colour picture blue, green, red, alpha.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MCvScalar(double v0, double v1, double v2, double v3)
{
    public double V0 = v0;
    public double V1 = v1;
    public double V2 = v2;
    public double V3 = v3;

    public MCvScalar(double v0)
        : this(v0, 0, 0, 0)
    {
    }

    public MCvScalar(double v0, double v1)
        : this(v0, v1, 0, 0)
    {
    }

    public MCvScalar(double v0, double v1, double v2)
        : this(v0, v1, v2, 0)
    {
    }
}
