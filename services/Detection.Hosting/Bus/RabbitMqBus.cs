using Detection.Hosting.Starting;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using RabbitMQ.Client;

namespace Detection.Hosting.Bus;

/// <summary>
/// The bus over RabbitMQ: one connection consumes, one publishes, one watches. A broker that runs out of memory stops
/// reading from connections that publish. Acknowledgements free its memory, so they go over a connection that does not.
/// </summary>
internal static class RabbitMqBus
{
    // The most that RabbitMQ can be set to, 512 MiB. A client that is sent more than its limit closes the connection, and is sent
    // the same message again; with this limit it gets the message, and refuses it.
    private const uint LargestBody = 512 << 20;

    public static void AddRabbitMqBus(
        this IServiceCollection services,
        BusOptions options,
        Action<IBusRegistrationConfigurator> register,
        Action<IRabbitMqBusFactoryConfigurator, IServiceProvider>? publish)
    {
        services.AddSingleton<BrokerMonitor>();
        services.AddSingleton<DurableQueues>();
        services.TryAddSingleton<LateRefusal>();
        services.AddProcessRestart();
        services.AddSingleton(provider =>
            new ConfirmedBus(provider.GetRequiredService<IPublishBus>(), provider.GetRequiredService<BrokerMonitor>(), provider.GetRequiredService<TimeProvider>()));

        // Services stop in reverse: the watch outlives the buses, and the watchdog does not.
        services.AddSingleton<BrokerWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BrokerWatch>());
        services.AddSingleton<IBusDepot, OrderedBusDepot>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            register(bus);
            bus.UsingRabbitMq((context, transport) =>
            {
                transport.ConnectTo(options, "consumes", context);
                transport.ConfigureEndpoints(context);
            });
        });
        services.AddMassTransit<IPublishBus, PublishBus>(bus => bus.UsingRabbitMq((context, transport) =>
        {
            transport.ConnectTo(options, "publishes", context);
            transport.UseMessageIds(context);
            publish?.Invoke(transport, context);
        }));
        services.AddHostedService(Watchdog);
    }

    /// <summary>Makes connections as a bus does: to the same address, with the same credentials and TLS.</summary>
    public static ConnectionFactory ConnectionFactoryOf(IBusInstance bus) => Host(bus).Settings.GetConnectionFactory();

    /// <summary>Name of a connection in the management UI.</summary>
    public static string ConnectionName(string purpose) =>
        $"{AppDomain.CurrentDomain.FriendlyName} {purpose} ({Environment.MachineName}, process {Environment.ProcessId})";

    private static void ConnectTo(this IRabbitMqBusFactoryConfigurator transport, BusOptions options, string purpose, IServiceProvider services)
    {
        var monitor = services.GetRequiredService<BrokerMonitor>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        transport.Host(new Uri(options.RabbitMqUrl), host =>
        {
            host.ConnectionName(ConnectionName(purpose));
            // Not before the watch has a connection. MassTransit waits longer after each failure, up to half a minute, and
            // for ever at a broker that accepts a connection and then says nothing.
            host.OnRefreshConnectionFactory = factory =>
            {
                factory.MaxInboundMessageBodySize = LargestBody;
                return monitor.ReachableAsync(stopping);
            };
        });
    }

    private static BusWatchdog Watchdog(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var publishing = services.GetRequiredService<ConfirmedBus>();
        var consuming = services.GetServices<IBusInstance>().Single(bus => bus.InstanceType == typeof(IBus));
        return new BusWatchdog(
            [
                new WatchedConnection("publishing", () => ConfirmAsync(publishing), time),
                new WatchedConnection("consuming", () => OpenChannelAsync(Host(consuming)), time),
            ],
            services.GetRequiredService<BrokerMonitor>(),
            services.GetRequiredService<BrokerWatch>().ConfirmsAfreshAsync,
            services.GetRequiredService<IOptions<BusOptions>>(),
            services.GetRequiredService<ProcessRestart>(),
            time,
            services.GetRequiredService<ILogger<BusWatchdog>>());
    }

    private static IRabbitMqHostConfiguration Host(IBusInstance bus) => (IRabbitMqHostConfiguration)bus.HostConfiguration;

    // Without a trace: one every two seconds would bury those of pictures.
    private static async Task ConfirmAsync(ConfirmedBus bus)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        await bus.PublishAsync(new BusProbe(), Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    // No publish: were there an alarm just then, the broker would stop reading this connection's acknowledgements.
    private static async Task OpenChannelAsync(IRabbitMqHostConfiguration host)
    {
        IConnection? connection = null;
        await host.ConnectionContextSupervisor.Send(Pipe.Execute<ConnectionContext>(context => connection = context.Connection), CancellationToken.None);
        await using var channel = await connection!.CreateChannelAsync();
    }
}
