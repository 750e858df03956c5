using Detection.Hosting.Options;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>Registers the bus.</summary>
public static class BusServiceCollectionExtensions
{
    /// <summary>
    /// Adds MassTransit over RabbitMQ, or in memory where <see cref="BusOptions.RabbitMqUrl"/> is empty; with it
    /// <see cref="ConfirmedBus"/>, which everything is published and sent over, and <see cref="BrokerMonitor"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Where the bus is; the choice of transport is made while services are registered.</param>
    /// <param name="register">Adds consumers and sagas; their definitions hold the endpoints' policy.</param>
    /// <param name="rabbitMq">Adds what only RabbitMQ knows of published messages, such as the queue that a command needs.</param>
    public static IServiceCollection AddDetectionBus(
        this IServiceCollection services,
        BusOptions options,
        Action<IBusRegistrationConfigurator> register,
        Action<IRabbitMqBusFactoryConfigurator, IServiceProvider>? rabbitMq = null)
    {
        services.AddCheckedOptions<BusOptions, BusOptionRules>();
        if (options.IsInMemory)
        {
            services.AddInMemoryBus(register);
        }
        else
        {
            services.AddSingleton(WorkJournal.None);
            services.AddRabbitMqBus(options, register, rabbitMq);
        }

        // The host starts while the broker is away: /health/ready says so, and the bus connects when it is back.
        services.AddOptions<MassTransitHostOptions>().Configure<IOptions<BusOptions>>((host, bus) =>
        {
            host.WaitUntilStarted = options.IsInMemory;
            host.StopTimeout = TimeSpan.FromSeconds(bus.Value.StopSeconds);
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(bus.Value.StopSeconds * 0.9);
        });
        // The host reads this while it is built, when nothing has been validated yet; the default stands in for a bad value.
        var stopSeconds = options.StopSeconds is >= 1 and <= 600 ? options.StopSeconds : new BusOptions().StopSeconds;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(stopSeconds + 5));
        return services;
    }

    /// <summary>Names the property that every message gets its correlation id from.</summary>
    /// <param name="bus">The registration of the bus.</param>
    /// <param name="property">Name of a property of type <see cref="Guid"/>.</param>
    public static void CorrelateBy(this IBusRegistrationConfigurator bus, string property) => bus.TryAddSingleton(new MessageIdConvention(property));

    internal static void UseMessageIds(this IBusFactoryConfigurator bus, IServiceProvider services)
    {
        if (services.GetService<MessageIdConvention>() is { } convention)
            bus.SendTopology.TryAddConvention(convention);
    }

    private static void AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> register)
    {
        services.AddSingleton(provider => WorkJournal.Open(provider.GetRequiredService<IOptions<BusOptions>>().Value.JournalFile));
        services.AddHostedService<WorkJournalStartup>();
        services.AddSingleton(BrokerMonitor.InMemory());
        services.AddSingleton<ConfirmedBus>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            register(bus);
            bus.UsingInMemory((context, transport) =>
            {
                transport.UseMessageIds(context);
                transport.ConfigureEndpoints(context);
            });
        });
    }
}
