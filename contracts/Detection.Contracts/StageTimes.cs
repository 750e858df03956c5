namespace Detection.Contracts;

/// <summary>Milliseconds spent in each stage of a picture's way. Stages that did not run are 0.</summary>
public sealed record StageTimes
{
    /// <summary>From submission until the worker began; needs the clocks of sender and worker to agree.</summary>
    public double Queue { get; init; }

    /// <summary>Reading the encoded picture from the blob store.</summary>
    public double Fetch { get; init; }

    /// <summary>Checking the header and decoding to pixels.</summary>
    public double Decode { get; init; }

    /// <summary>Scaling and padding to the model's input.</summary>
    public double Letterbox { get; init; }

    /// <summary>Waiting on the worker: for room in memory, for a thread, for a free session or for the batch to fill.</summary>
    public double Wait { get; init; }

    /// <summary>The part of <c>wait</c> that was for a free session or for the batch to fill.</summary>
    public double BatchWait { get; init; }

    /// <summary>The network itself.</summary>
    public double Infer { get; init; }

    /// <summary>Decoding the output, non-maximum suppression, mapping back.</summary>
    public double Boxes { get; init; }

    /// <summary>Drawing and encoding the annotated picture.</summary>
    public double Annotate { get; init; }

    /// <summary>Writing the annotated picture to the blob store.</summary>
    public double Store { get; init; }

    /// <summary>From begin to end on the worker.</summary>
    public double Total { get; init; }

    /// <summary>Not a time: the pictures that shared this run of the network, this one included. 0 where a worker did not tell.</summary>
    public int BatchSize { get; init; }
}
