namespace Detection.Architecture.Tests.Arrows;

/// <summary>
/// The house: Contracts &lt;- Api, Worker; Imaging &lt;- Inference &lt;- Worker; Imaging &lt;- Api for header checks; Storage and
/// Hosting &lt;- Api, Worker; Standalone &lt;- nobody. A new arrow is drawn here first.
/// </summary>
internal static class Layers
{
    public static Layer Contracts { get; } = new("Detection.Contracts", "contracts") { Extensions = false };

    public static Layer Imaging { get; } = new("Detection.Imaging", "services") { Packages = ["Emgu.CV"], Extensions = false };

    public static Layer Inference { get; } = new("Detection.Inference", "services")
    {
        Projects = [Imaging.Name],
        Packages = ["Microsoft.ML.OnnxRuntime"],
    };

    public static Layer Storage { get; } = new("Detection.Storage", "services");

    public static Layer Hosting { get; } = new("Detection.Hosting", "services")
    {
        Packages = ["MassTransit", "RabbitMQ.Client", "OpenTelemetry"],
        Network = true,
    };

    public static Layer Api { get; } = new("Detection.Api", "services")
    {
        Projects = [Contracts.Name, Hosting.Name, Imaging.Name, Storage.Name],
        Packages =
        [
            "MassTransit", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql",
            "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "Swashbuckle.AspNetCore.SwaggerUI",
        ],
        Network = true,
    };

    public static Layer Worker { get; } = new("Detection.Worker", "services")
    {
        Projects = [Contracts.Name, Hosting.Name, Imaging.Name, Inference.Name, Storage.Name],
        Packages = ["MassTransit"],
    };

    // Composes the two: its lambdas pass the bus' configurators from Hosting on, and do nothing else with them. OpenAPI's
    // source generator adds its part to every web project that the package reaches.
    public static Layer Standalone { get; } = new("Detection.Standalone", "services")
    {
        Projects = [Api.Name, Worker.Name],
        HandedOut = [Hosting.Name, "MassTransit", "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi"],
        Network = true,
    };

    public static IReadOnlyList<Layer> All { get; } = [Contracts, Imaging, Inference, Storage, Hosting, Api, Worker, Standalone];
}
