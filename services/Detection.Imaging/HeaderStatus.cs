namespace Detection.Imaging;

/// <summary>What came of reading a header.</summary>
public enum HeaderStatus
{
    /// <summary>Nothing against the picture so far, but its size lies beyond the bytes given.</summary>
    NeedMoreData,

    /// <summary>Format and size are known.</summary>
    Found,

    /// <summary>No further byte can make it acceptable.</summary>
    Rejected,
}
