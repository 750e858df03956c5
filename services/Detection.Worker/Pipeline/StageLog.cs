using Detection.Contracts;
using Detection.Inference.Detecting;

namespace Detection.Worker.Pipeline;

/// <summary>Milliseconds of each stage of one picture, written down as they end.</summary>
internal sealed class StageLog
{
    public double Fetch { get; set; }

    public double Decode { get; set; }

    /// <summary>For room, or for an imaging thread.</summary>
    public double Wait { get; set; }

    public double Annotate { get; set; }

    public double Store { get; set; }

    public InferenceTimes Inference { get; set; }

    /// <summary>Pictures that shared the run.</summary>
    public int BatchSize { get; set; }

    /// <summary>The same as results carry it: hundredths of a millisecond.</summary>
    /// <param name="queue">Milliseconds from submission to start.</param>
    /// <param name="total">Milliseconds from begin to end.</param>
    public StageTimes ToContract(double queue, double total) => new()
    {
        Queue = Rounded(queue),
        Fetch = Rounded(Fetch),
        Decode = Rounded(Decode),
        Letterbox = Rounded(Inference.Letterbox),
        Wait = Rounded(Wait + Inference.Wait),
        BatchWait = Rounded(Inference.Wait),
        Infer = Rounded(Inference.Infer),
        Boxes = Rounded(Inference.Decode),
        Annotate = Rounded(Annotate),
        Store = Rounded(Store),
        Total = Rounded(total),
        BatchSize = BatchSize,
    };

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 2);
}
