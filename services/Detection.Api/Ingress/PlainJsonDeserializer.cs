using System.Net.Mime;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Detection.Api.Ingress;

/// <summary>Reads plain JSON with <see cref="PlainCommandReader"/>; ids come from the message's properties, as MassTransit's raw JSON has them.</summary>
internal sealed class PlainJsonDeserializer(IMessageDeserializer raw) : IMessageDeserializer
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
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
        message: Read(body.GetBytes()));

    public MessageBody GetMessageBody(string text) => raw.GetMessageBody(text);

    public void Probe(ProbeContext context) => raw.Probe(context);

    private static PlainCommand Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var document = JsonDocument.Parse(body, Lenient);
            return PlainCommandReader.Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new PlainJsonException($"The message is not JSON: {e.Message}");
        }
    }
}
