namespace Detection.Inference.Batching;

/// <summary>States of the picture in a slot.</summary>
internal enum SlotState
{
    /// <summary>Its input is being written.</summary>
    Filling,

    /// <summary>Its input is complete; it waits for its batch.</summary>
    Ready,

    /// <summary>Its batch has begun; it cannot be cancelled any more.</summary>
    Running,

    /// <summary>Cancelled or given back before its batch began.</summary>
    Left,
}
