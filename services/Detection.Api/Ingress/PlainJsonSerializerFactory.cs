using System.Net.Mime;
using MassTransit;
using MassTransit.Configuration;

namespace Detection.Api.Ingress;

/// <summary>MassTransit's raw JSON, with <see cref="PlainJsonDeserializer"/> to read it.</summary>
internal sealed class PlainJsonSerializerFactory : ISerializerFactory
{
    private readonly SystemTextJsonRawMessageSerializerFactory _raw = new(RawSerializerOptions.All);

    public ContentType ContentType => _raw.ContentType;

    public IMessageSerializer CreateSerializer() => _raw.CreateSerializer();

    public IMessageDeserializer CreateDeserializer() => new PlainJsonDeserializer(_raw.CreateDeserializer());
}
