using System.Net.Mime;
using MassTransit;
using MassTransit.Configuration;

namespace Detection.Hosting.Bus;

/// <summary>Makes a receive endpoint check bodies before it parses them.</summary>
public static class CheckedBodies
{
    /// <summary>Bounds the bodies' length, and the memory that those fetched ahead take.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="limit">The length.</param>
    /// <param name="prefetch">How many messages to fetch ahead, if they are not that long.</param>
    /// <param name="advice">A sentence for those who sent no envelope.</param>
    /// <param name="serialization">What parses the bodies; null: MassTransit's envelope.</param>
    public static void UseCheckedBodies(
        this IReceiveEndpointConfigurator endpoint, BodyLimit limit, int? prefetch = null, string advice = "", ISerializerFactory? serialization = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(limit);
        endpoint.AddDeserializer(new Factory(serialization ?? new SystemTextJsonMessageSerializerFactory(), limit, advice), isDefault: true);
        if (prefetch is { } wanted)
            endpoint.PrefetchCount = limit.Prefetch(wanted);
    }

    private sealed class Factory(ISerializerFactory inner, BodyLimit limit, string advice) : ISerializerFactory
    {
        public ContentType ContentType => inner.ContentType;

        public IMessageSerializer CreateSerializer() => inner.CreateSerializer();

        public IMessageDeserializer CreateDeserializer() => new CheckedDeserializer(inner.CreateDeserializer(), limit, advice);
    }
}
