namespace Detection.Inference.Options;

/// <summary>How pictures share runs of the network, and in what form they go there.</summary>
public sealed record BatchOptions
{
    /// <summary>Largest <see cref="MaxBatch"/>: memory for three batches of 256 pictures of 640x640 is 0.9 GB as bytes, 3.8 GB as floats.</summary>
    internal const int MostPictures = 256;

    /// <summary>Largest <see cref="MaxBatchDelayMilliseconds"/>.</summary>
    private const int LongestDelayMilliseconds = 1000;

    /// <summary>Largest <see cref="BatchPaddingPercent"/>: a square for a quarter of it.</summary>
    private const int MostPaddingPercent = 300;

    /// <summary>
    /// <c>auto</c>: on a GPU, where the model takes several pictures at once; <c>always</c>: on the CPU as well, where a
    /// session a core is faster; <c>never</c>.
    /// </summary>
    public string Batching { get; init; } = GpuUse.Auto;

    /// <summary>Pictures of a batch at most, 1 to 256.</summary>
    public int MaxBatch { get; init; } = 16;

    /// <summary>
    /// Longest that a picture waits for others while nothing runs, in milliseconds, 0 to 1,000. It waits only while
    /// pictures keep coming.
    /// </summary>
    public int MaxBatchDelayMilliseconds { get; init; } = 2;

    /// <summary>
    /// By how many percent of its pixels a picture's input may be padded to share a batch with larger ones, 0 to 300.
    /// 0: only inputs of one size share a batch, and results do not depend on the company that a picture is in; above, they
    /// differ a little with it.
    /// </summary>
    public int BatchPaddingPercent { get; init; }

    /// <summary>
    /// Whether pictures go to the network as bytes, for its graph to scale and transpose them: <c>auto</c> (on a GPU),
    /// <c>always</c> (on the CPU as well, where it is slower) or <c>never</c>. A model that cannot be changed so keeps its
    /// input of floats, and the log says why.
    /// </summary>
    public string ByteInput { get; init; } = GpuUse.Auto;

    internal void Check(OptionProblems problems) => problems
        .OneOf(nameof(Batching), Batching, GpuUse.Words)
        .Range(nameof(MaxBatch), MaxBatch, 1, MostPictures, "pictures")
        .Range(nameof(MaxBatchDelayMilliseconds), MaxBatchDelayMilliseconds, 0, LongestDelayMilliseconds, "ms")
        .Range(nameof(BatchPaddingPercent), BatchPaddingPercent, 0, MostPaddingPercent, "percent")
        .OneOf(nameof(ByteInput), ByteInput, GpuUse.Words);
}
