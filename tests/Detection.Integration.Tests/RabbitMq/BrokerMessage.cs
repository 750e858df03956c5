using System.Text.Json;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A message as the management API shows it.</summary>
public sealed record BrokerMessage(string Payload, JsonElement Properties)
{
    public static BrokerMessage Of(JsonElement message) => new(
        message.GetProperty("payload").GetString()!, message.GetProperty("properties").Clone());

    /// <summary>A header's text; empty where there is none.</summary>
    public string Header(string name) =>
        Properties.TryGetProperty("headers", out var headers) && headers.TryGetProperty(name, out var value) ? value.ToString() : "";
}
