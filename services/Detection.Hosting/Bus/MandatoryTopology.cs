using MassTransit;
using MassTransit.Configuration;

namespace Detection.Hosting.Bus;

/// <summary>Makes every message of a type mandatory, whether it is published or sent: one that no queue gets comes back as an error.</summary>
internal sealed class MandatoryTopology<T> : IMessageSendTopology<T>, IFilter<SendContext<T>>
    where T : class
{
    public void Apply(ITopologyPipeBuilder<SendContext<T>> builder) => builder.AddFilter(this);

    public Task Send(SendContext<T> context, IPipe<SendContext<T>> next)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("mandatory");
}
