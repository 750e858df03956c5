namespace Detection.Benchmarks.Measuring;

/// <summary>Names of what is measured; --only takes those of the contestants.</summary>
internal static class Figure
{
    public const string Bare = "bare";
    public const string BareCut = "bare-cut";
    public const string Square = "square";
    public const string Pipeline = "pipeline";
    public const string PipelineAnnotated = "pipeline-annotated";
    public const string Embedded = "embedded";
    public const string Latency = "latency";
    public const string AddedLatency = "added-latency";
    public const string RabbitMq = "rabbitmq";
    public const string ControlPlane = "control-plane";
    public const string ControlPlaneTwo = "control-plane-2";
    public const string Peer = "peer";
}
