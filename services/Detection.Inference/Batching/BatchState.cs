namespace Detection.Inference.Batching;

/// <summary>States of a batch.</summary>
internal enum BatchState
{
    /// <summary>Not in use.</summary>
    Free,

    /// <summary>Pictures join.</summary>
    Open,

    /// <summary>No more pictures join; it begins when the last one is written.</summary>
    Closed,

    /// <summary>The network runs on it.</summary>
    Running,

    /// <summary>It has run; its results are being read.</summary>
    Read,
}
