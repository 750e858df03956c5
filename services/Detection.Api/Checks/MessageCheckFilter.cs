using MassTransit;

namespace Detection.Api.Checks;

/// <summary>Lets no message into a consumer or a saga that does not keep to <see cref="MessageRules"/>.</summary>
internal sealed class MessageCheckFilter<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    /// <exception cref="MessageRefusedException">It does not.</exception>
    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next) => MessageRules.Explain(context.Message) is { Count: > 0 } faults
        ? throw new MessageRefusedException($"{TypeCache<T>.ShortName} refused: {string.Join(" ", faults)}")
        : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("message-check");
}
