using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>The smallest box around what was added to it.</summary>
internal sealed class Extent
{
    private double _x1 = double.PositiveInfinity, _y1 = double.PositiveInfinity, _x2 = double.NegativeInfinity, _y2 = double.NegativeInfinity;

    public Box Box => new(_x1, _y1, _x2, _y2);

    /// <summary>Adds a disc; a point without a radius.</summary>
    public void Add(Vec centre, double radius = 0)
    {
        (_x1, _y1) = (Math.Min(_x1, centre.X - radius), Math.Min(_y1, centre.Y - radius));
        (_x2, _y2) = (Math.Max(_x2, centre.X + radius), Math.Max(_y2, centre.Y + radius));
    }
}
