using Detection.Api.Persistence;
using Detection.Api.Waiting;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Saga;

/// <summary>
/// Around each message of the saga: its turn to write, the disk, and afterwards a sign to those who wait for the end.
/// A message that names no detection ends here; it would make one that every such message shares.
/// </summary>
internal sealed partial class SagaTurnFilter<T>(
    DatabaseReadiness database, WriteGate gate, FinishAnnouncer announcer, ILogger<SagaTurnFilter<T>> logger)
    : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var id = DetectionIds.Of(context.Message) ?? throw new InvalidOperationException($"A {typeof(T)} is about no detection.");
        if (id == Guid.Empty)
        {
            LogWithoutId(logger, TypeCache<T>.ShortName, context.SourceAddress);
            return;
        }

        await database.WaitAsync(context.CancellationToken);
        using (await gate.EnterAsync(context.CancellationToken))
            await next.Send(context);

        // Committed by now; on the disk before the message is acknowledged. Out of turn: the next one writes meanwhile.
        // A begin that a power cut takes back is none the worse: the end says it again.
        if (context.Message is DetectionStarted)
            return;
        await gate.FlushAsync();
        if (context.Message is DetectionCompleted or DetectionFailed or Fault<DetectImage>)
            await announcer.AnnounceAsync(id);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("detection-turn");

    [LoggerMessage(1401, LogLevel.Warning, "A {Message} without a detection id from {Source} was dropped")]
    private static partial void LogWithoutId(ILogger logger, string message, Uri? source);
}
