using Detection.Api;
using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Worker;

return await HostRunner.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.UseDetectionDefaults();
    var bus = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();

    builder.Services.AddDetectionApi();
    builder.Services.AddDetectionWorker();
    builder.Services.AddDetectionBus(
        bus,
        register =>
        {
            register.AddDetectionApi(bus);
            register.AddDetectionWorker();
        },
        rabbitMq => rabbitMq.DeployDetectionTopology(bus));

    var app = builder.Build();
    app.MapDetectionApi();
    return app;
});
