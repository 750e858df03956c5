using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>Reads plain JSON and says what is wrong with it in words for the one who sent it.</summary>
internal sealed class PlainJsonDeserializer(IMessageDeserializer raw) : IMessageDeserializer
{
    public ContentType ContentType => raw.ContentType;

    /// <exception cref="PlainJsonException">It is not the JSON of a <see cref="DetectImage"/>.</exception>
    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ConsumeContext context;
        try
        {
            context = raw.Deserialize(receiveContext);
        }
        catch (SerializationException e)
        {
            throw new PlainJsonException($"The message is not JSON: {e.GetBaseException().Message}");
        }

        try
        {
            // What comes out is kept for the consumer. Now, because later it is a failed consumer's inner exception.
            context.TryGetMessage<DetectImage>(out _);
            return context;
        }
        catch (JsonException e)
        {
            throw new PlainJsonException($"The JSON is not a DetectImage; at {e.Path}: {e.GetBaseException().Message}");
        }
        catch (InvalidOperationException)
        {
            throw new PlainJsonException("The JSON is not a DetectImage but null.");
        }
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        raw.Deserialize(body, headers, destinationAddress);

    public MessageBody GetMessageBody(string text) => raw.GetMessageBody(text);

    public void Probe(ProbeContext context) => raw.Probe(context);
}
