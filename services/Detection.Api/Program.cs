using Detection.Api;
using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Hosting.Starting;

return await HostRunner.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args.WithDetectionDefaults());
    builder.UseDetectionDefaults();
    var bus = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();
    if (bus.IsInMemory)
        throw new StartRefusedException("Bus:RabbitMqUrl is empty: the API alone needs a broker. Set RABBITMQ_URL, or run Detection.Standalone.");

    builder.Services.AddDetectionBus(bus, register => register.AddDetectionApi(bus), ApiBus.DeployDetectionTopology);
    builder.Services.AddDetectionApi();

    var app = builder.Build();
    app.MapDetectionApi();
    return app;
});
