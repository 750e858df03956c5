namespace Detection.Contracts;

/// <summary>A model file that a worker found and cannot use as it is now.</summary>
public sealed record RejectedModelReport
{
    /// <summary>What the model would be called. One of this name may serve all the same: as the file was before it changed, or from another folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is wrong with the file and what to do, for an operator.</summary>
    public string Reason { get; init; } = "";
}
