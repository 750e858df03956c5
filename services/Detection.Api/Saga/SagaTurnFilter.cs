using Detection.Api.Persistence;
using Detection.Api.Submission;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Saga;

/// <summary>Around each message of the saga: its turn to write, and afterwards a sign to those who wait for the end.</summary>
internal sealed class SagaTurnFilter<T>(WriteGate gate, DetectionWaiters waiters) : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        using (await gate.EnterAsync(context.CancellationToken))
            await next.Send(context);

        // Committed by now.
        switch (context.Message)
        {
            case DetectionCompleted completed:
                waiters.Signal(completed.DetectionId);
                break;
            case DetectionFailed failed:
                waiters.Signal(failed.DetectionId);
                break;
            case Fault<DetectImage> fault:
                waiters.Signal(fault.Message.DetectionId);
                break;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("detection-turn");
}
