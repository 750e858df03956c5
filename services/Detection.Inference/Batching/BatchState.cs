namespace Detection.Inference.Batching;

/// <summary>What a batch's memory is in use for.</summary>
internal enum BatchState
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>Pictures join.</summary>
    Open,

    /// <summary>No more pictures join; it begins when the last one is written.</summary>
    Closed,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>Its results are read.</summary>
    Read,
}
