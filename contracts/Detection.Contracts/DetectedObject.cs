namespace Detection.Contracts;

/// <summary>One object found in the picture.</summary>
public sealed record DetectedObject
{
    /// <summary>The model's class number, from 0.</summary>
    public int ClassId { get; init; }

    /// <summary>The model's name of the class.</summary>
    public string Label { get; init; } = "";

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; }

    public BoundingBox Box { get; init; } = new();
}
