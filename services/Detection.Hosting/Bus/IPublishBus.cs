using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>The bus that everything is published and sent over: a second connection to the same broker, with no consumers.</summary>
internal interface IPublishBus : IBus;
