using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Hosting.Starting;
using Detection.Worker;
using Microsoft.Extensions.Configuration;

return await HostRunner.RunAsync(() =>
{
    var builder = Host.CreateApplicationBuilder(args.WithDetectionDefaults());
    builder.UseDetectionDefaults();
    var bus = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();
    if (bus.IsInMemory)
        throw new StartRefusedException("Bus:RabbitMqUrl is empty: a worker alone needs a broker. Set RABBITMQ_URL, or run Detection.Standalone.");

    // The bus first: services stop in reverse, and the worker's last word needs it.
    builder.Services.AddDetectionBus(bus, register => register.AddDetectionWorker());
    builder.Services.AddDetectionWorker();
    return builder.Build();
});
