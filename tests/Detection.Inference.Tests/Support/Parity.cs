using Box = Detection.Inference.Tests.Support.ReferenceDetections.Box;

namespace Detection.Inference.Tests.Support;

/// <summary>
/// Counts, over many pictures, how many detections of one side have a partner on the other: the same class, IoU of at
/// least 0.95, confidence within 0.02.
/// </summary>
internal sealed class Parity
{
    /// <summary>Only these are counted; partners may be less confident, so that none is lost at the edge.</summary>
    private const double Counted = 0.3;

    public int Total { get; private set; }

    public int Matched { get; private set; }

    public double LowestIoU { get; private set; } = 1;

    /// <summary>Which one has the lowest IoU.</summary>
    public string Loosest { get; private set; } = "";

    public double LargestConfidenceDifference { get; private set; }

    public List<string> Unmatched { get; } = [];

    public double Share => (double)Matched / Total;

    public void Add(string picture, IEnumerable<Box> side, IReadOnlyCollection<Box> other)
    {
        foreach (var box in side.Where(b => b.Confidence >= Counted))
        {
            Total++;
            var partner = other.Where(o => o.ClassId == box.ClassId && Math.Abs(o.Confidence - box.Confidence) <= 0.02)
                .MaxBy(o => IoU(box, o));
            if (partner is null || IoU(box, partner) < 0.95)
            {
                Unmatched.Add($"{picture}: {box}");
                continue;
            }

            Matched++;
            if (IoU(box, partner) < LowestIoU)
                (LowestIoU, Loosest) = (IoU(box, partner), $"{picture}: {box} and {partner}");
            LargestConfidenceDifference = Math.Max(LargestConfidenceDifference, Math.Abs(partner.Confidence - box.Confidence));
        }
    }

    public static double IoU(Box a, Box b)
    {
        var intersection = Math.Max(0, Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1))
            * Math.Max(0, Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1));
        return intersection / (((a.X2 - a.X1) * (a.Y2 - a.Y1)) + ((b.X2 - b.X1) * (b.Y2 - b.Y1)) - intersection);
    }

    public override string ToString() =>
        $"{Matched} of {Total} matched ({Share:P2}), lowest IoU {LowestIoU:F4}, "
        + $"largest confidence difference {LargestConfidenceDifference:F4}";
}
