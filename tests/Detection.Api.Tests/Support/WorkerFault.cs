using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Tests.Support;

/// <summary>What MassTransit publishes when a worker has given up on a command.</summary>
internal sealed record WorkerFault : Fault<DetectImage>
{
    public Guid FaultId { get; init; } = Guid.NewGuid();

    public Guid? FaultedMessageId { get; init; }

    public DateTime Timestamp { get; init; } = new(2026, 1, 1, 0, 0, 9, DateTimeKind.Utc);

    public ExceptionInfo[] Exceptions { get; init; } = [];

    public HostInfo Host { get; init; } = null!;

    public string[] FaultMessageTypes { get; init; } = [];

    public DetectImage Message { get; init; } = null!;

    /// <summary>As the type it is published as.</summary>
    public Fault<DetectImage> AsFault() => this;
}
