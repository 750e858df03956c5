using Detection.Api;
using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Worker;

return await HostRunner.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args.WithDetectionDefaults());
    builder.UseDetectionDefaults();
    var bus = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();

    // The bus first: services stop in reverse, and the worker's last word needs it.
    builder.Services.AddDetectionBus(
        bus,
        register =>
        {
            register.AddDetectionApi(bus);
            register.AddDetectionWorker();
        },
        ApiBus.DeployDetectionTopology);
    builder.Services.AddDetectionApi();
    builder.Services.AddDetectionWorker();

    var app = builder.Build();
    app.MapDetectionApi();
    return app;
});
