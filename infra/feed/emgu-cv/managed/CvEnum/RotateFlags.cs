namespace Emgu.CV.CvEnum;

/// <summary>Turns by quarters.</summary>
public enum RotateFlags
{
    Rotate90Clockwise = 0,
    Rotate180 = 1,
    Rotate90CounterClockwise = 2,
}
