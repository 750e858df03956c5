using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;

namespace Detection.Benchmarks.Report;

/// <summary>What bench.json holds. Null: not measured in this run.</summary>
internal sealed record BenchReport
{
    /// <summary>ONNX Runtime alone, in the shapes that the pipeline runs, images/s.</summary>
    public double? BareImagesPerS { get; init; }

    /// <summary>The same without the end of its graph, as the product runs it, images/s.</summary>
    public double? BareCutImagesPerS { get; init; }

    /// <summary>The whole graph at the full square, images/s.</summary>
    public double? SquareImagesPerS { get; init; }

    /// <summary>Pipeline in process over bare.</summary>
    public double? PipelineRatio { get; init; }

    /// <inheritdoc cref="PipelineRatio"/>
    public double? PipelineAnnotatedRatio { get; init; }

    /// <summary>Embedded, annotated, over bare.</summary>
    public double? EmbeddedRatio { get; init; }

    /// <summary>RabbitMQ, annotated, over bare.</summary>
    public double? RabbitmqRatio { get; init; }

    /// <summary>RabbitMQ, annotated, over square.</summary>
    public double? RabbitmqSquareRatio { get; init; }

    /// <summary>At a tenth of capacity, submit to Completed, less the same picture's bare latency, milliseconds.</summary>
    public double? AddedLatencyP50Ms { get; init; }

    /// <inheritdoc cref="AddedLatencyP50Ms"/>
    public double? AddedLatencyP95Ms { get; init; }

    /// <inheritdoc cref="AddedLatencyP50Ms"/>
    public double? AddedLatencyP99Ms { get; init; }

    /// <summary>Detections per second without inference, one worker.</summary>
    public double? ControlPlanePerS { get; init; }

    /// <summary>The same with two workers.</summary>
    public double? ControlPlaneTwoWorkersPerS { get; init; }

    /// <summary>The worker's memory at 2,000 pictures over that at 200, less 1.</summary>
    public double? WorkerMemoryGrowth { get; init; }

    /// <summary>The Node.js service, annotated, over bare.</summary>
    public double? PeerRatio { get; init; }

    /// <summary>Images/s of what is above as a ratio, and the whole latency in milliseconds.</summary>
    public required IReadOnlyDictionary<string, double> Absolute { get; init; }

    /// <summary>Median, least and most of the repetitions of each figure above.</summary>
    public required IReadOnlyDictionary<string, Spread> Spread { get; init; }

    /// <summary>Milliseconds of processor time for one picture, by contestant and process.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> CpuMsPerPicture { get; init; }

    /// <summary>Memory of the processes of the RabbitMQ deployment.</summary>
    public required IReadOnlyList<MemoryReading> Memory { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>Model and pictures.</summary>
    public required string Workload { get; init; }

    public required int Repetitions { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public static BenchReport Of(Results results, Workload workload, Machine machine, int repetitions)
    {
        var figures = new Figures(results);
        return new BenchReport
        {
            BareImagesPerS = figures.Rate("bare_images_per_s", Figure.Bare),
            BareCutImagesPerS = figures.Rate("bare_cut_images_per_s", Figure.BareCut),
            SquareImagesPerS = figures.Rate("square_images_per_s", Figure.Square),
            PipelineRatio = figures.Ratio("pipeline_ratio", Figure.Pipeline),
            PipelineAnnotatedRatio = figures.Ratio("pipeline_annotated_ratio", Figure.PipelineAnnotated),
            EmbeddedRatio = figures.Ratio("embedded_ratio", Figure.Embedded),
            RabbitmqRatio = figures.Ratio("rabbitmq_ratio", Figure.RabbitMq),
            RabbitmqSquareRatio = figures.Ratio("rabbitmq_square_ratio", Figure.RabbitMq, Figure.Square),
            AddedLatencyP50Ms = figures.AddedLatency(50),
            AddedLatencyP95Ms = figures.AddedLatency(95),
            AddedLatencyP99Ms = figures.AddedLatency(99),
            ControlPlanePerS = figures.Rate("control_plane_per_s", Figure.ControlPlane),
            ControlPlaneTwoWorkersPerS = figures.Rate("control_plane_two_workers_per_s", Figure.ControlPlaneTwo),
            WorkerMemoryGrowth = figures.MemoryGrowth("worker"),
            PeerRatio = figures.Ratio("peer_ratio", Figure.Peer),
            Absolute = figures.Absolute,
            Spread = figures.Spreads,
            CpuMsPerPicture = results.Loops.ToDictionary(loop => loop, results.CpuMilliseconds),
            Memory = results.Memory,
            Machine = machine,
            Workload = FormattableString.Invariant(
                $"{workload.ModelName} on {workload.Description}, {workload.MeanBytes / 1024:0} KiB each"),
            Repetitions = repetitions,
            Notes = results.Notes,
        };
    }
}
