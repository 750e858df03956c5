using Detection.Api.Persistence;
using Detection.Api.Waiting;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Saga;

/// <summary>
/// Gives each message of the saga its turn to write, waits for the disk, and then wakes those who wait for the end.
/// A message that names no detection ends here: it would make one that all such messages share.
/// </summary>
internal sealed partial class SagaTurnFilter<T>(DetectionStore store, FinishAnnouncer announcer, ILogger<SagaTurnFilter<T>> logger)
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

        // A begin that a power cut takes back does no harm: the end says it again. Nor does its being given up: it is given up again.
        var durable = context.Message is not (DetectionStarted or DetectionRequeued);
        await store.TakeTurnAsync(() => next.Send(context), durable, context.CancellationToken);
        if (context.Message is DetectionCompleted or DetectionFailed or Fault<DetectImage>)
            await announcer.AnnounceAsync(id);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("detection-turn");

    [LoggerMessage(1401, LogLevel.Warning, "A {Message} without a detection id from {Source} was dropped")]
    private static partial void LogWithoutId(ILogger logger, string message, Uri? source);
}
