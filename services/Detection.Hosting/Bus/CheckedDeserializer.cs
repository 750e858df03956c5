using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>Looks at a body's length before it is parsed, and says what is wrong with one that is no envelope.</summary>
/// <param name="inner">Parses it.</param>
/// <param name="limit">The length.</param>
/// <param name="advice">A sentence for those who sent no envelope.</param>
internal sealed class CheckedDeserializer(IMessageDeserializer inner, BodyLimit limit, string advice) : IMessageDeserializer
{
    public ContentType ContentType => inner.ContentType;

    /// <exception cref="BodyRefusedException">The body is too long, or no envelope.</exception>
    public ConsumeContext Deserialize(ReceiveContext receiveContext) => Check(receiveContext.Body, () => inner.Deserialize(receiveContext));

    /// <inheritdoc cref="Deserialize(ReceiveContext)"/>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        Check(body, () => inner.Deserialize(body, headers, destinationAddress));

    public MessageBody GetMessageBody(string text) => inner.GetMessageBody(text);

    public void Probe(ProbeContext context) => inner.Probe(context);

    private T Check<T>(MessageBody body, Func<T> deserialize)
    {
        if (body.Length > limit.MostBytes)
            throw new BodyRefusedException($"The message has {body.Length} bytes; at most {limit.MostBytes} are allowed here. Larger pictures travel as a key of the blob store.");
        try
        {
            return deserialize();
        }
        catch (SerializationException e) when (e.GetBaseException() is JsonException json)
        {
            // Its text repeats bytes of the message.
            var reason = string.Concat(json.Message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
            throw new BodyRefusedException($"The message is not the JSON of MassTransit's envelope: {reason} {advice}");
        }
        catch (SerializationException)
        {
            throw new BodyRefusedException($"The message is not in MassTransit's envelope. {advice}");
        }
    }
}
