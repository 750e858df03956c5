using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Detection.Api.Ingress;

/// <summary>Reads plain JSON with <see cref="PlainCommandReader"/>; ids come from the message's properties, as MassTransit's raw JSON has them.</summary>
internal sealed class PlainJsonDeserializer(IMessageDeserializer raw) : IMessageDeserializer
{
    private static readonly string[] MessageTypes = [MessageUrn.ForTypeString<PlainCommand>()];

    public ContentType ContentType => raw.ContentType;

    /// <exception cref="PlainJsonException">It is no JSON object.</exception>
    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    /// <inheritdoc cref="Deserialize(ReceiveContext)"/>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) => new SystemTextJsonSerializerContext(
        SystemTextJsonMessageSerializer.Instance,
        SystemTextJsonMessageSerializer.Options,
        ContentType,
        new RawMessageContext(headers, destinationAddress, RawSerializerOptions.All),
        MessageTypes,
        message: PlainCommandReader.Read(body.GetBytes()));

    public MessageBody GetMessageBody(string text) => raw.GetMessageBody(text);

    public void Probe(ProbeContext context) => raw.Probe(context);
}
