using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>Instance of <see cref="IPublishBus"/>; given to MassTransit so that it makes no type at run time.</summary>
internal sealed class PublishBus(IBusControl bus) : BusInstance<IPublishBus>(bus), IPublishBus;
