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
    /// Adds MassTransit over RabbitMQ, or in memory where <see cref="BusOptions.RabbitMqUrl"/> is empty.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Where the bus is; the choice of transport is made while services are registered.</param>
    /// <param name="register">Adds consumers and sagas; their definitions hold the endpoints' policy.</param>
    /// <param name="rabbitMq">Adds what only RabbitMQ knows, such as the topology of published messages.</param>
    public static IServiceCollection AddDetectionBus(
        this IServiceCollection services,
        BusOptions options,
        Action<IBusRegistrationConfigurator> register,
        Action<IRabbitMqBusFactoryConfigurator>? rabbitMq = null)
    {
        services.AddCheckedOptions<BusOptions, BusOptionRules>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            register(bus);
            if (options.IsInMemory)
                bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
            else
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(new Uri(options.RabbitMqUrl));
                    rabbitMq?.Invoke(transport);
                    transport.ConfigureEndpoints(context);
                });
        });

        if (options.IsInMemory)
        {
            services.AddSingleton(provider => WorkJournal.Open(provider.GetRequiredService<IOptions<BusOptions>>().Value.JournalFile));
            services.AddHostedService<WorkJournalStartup>();
        }
        else
        {
            services.AddSingleton(WorkJournal.None);
            services.TryAddSingleton(new ProcessRestart(Environment.Exit));
            services.AddHostedService<BusWatchdog>();
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
}
