using MassTransit;
using MassTransit.Configuration;
using MassTransit.Topology;

namespace Detection.Hosting.Bus;

/// <summary>Gives every message its correlation id from a property of the message.</summary>
/// <remarks>MassTransit's own UseCorrelationId does so for one type at a time: each new event would need a line of its own.</remarks>
/// <param name="property">Name of the property; messages that have none get no correlation id.</param>
internal sealed class MessageIdConvention(string property) : ISendTopologyConvention
{
    public bool TryGetMessageSendTopologyConvention<T>(out IMessageSendTopologyConvention<T> convention)
        where T : class
    {
        convention = new OfMessage<T>(property);
        return true;
    }

    private sealed class OfMessage<TMessage>(string property) : IMessageSendTopologyConvention<TMessage>
        where TMessage : class
    {
        public bool TryGetMessageSendTopologyConvention<T>(out IMessageSendTopologyConvention<T> convention)
            where T : class
        {
            convention = (this as IMessageSendTopologyConvention<T>)!;
            return convention is not null;
        }

        public bool TryGetMessageSendTopology(out IMessageSendTopology<TMessage> messageSendTopology)
        {
            var found = new PropertyCorrelationIdSelector<TMessage>(property).TryGetSetCorrelationId(out var id);
            messageSendTopology = found ? new SetCorrelationIdMessageSendTopology<TMessage>(id) : null!;
            return found;
        }
    }
}
