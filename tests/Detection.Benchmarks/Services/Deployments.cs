using Detection.Benchmarks.Measuring;
using Detection.Testing;

namespace Detection.Benchmarks.Services;

/// <summary>The ways that the product is run, with its defaults wherever a user would leave them.</summary>
internal static class Deployments
{
    /// <summary>Everything in one process.</summary>
    /// <param name="models">MODELS.</param>
    /// <param name="patience">How long the start may take; null: as long as one on the CPU.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <param name="settings">Environment variables, such as Inference__Provider.</param>
    public static async Task<Deployment> EmbeddedAsync(
        string models,
        TimeSpan? patience = null,
        CancellationToken cancellationToken = default,
        params IEnumerable<(string Name, string Value)> settings)
    {
        var deployment = new Deployment([.. settings, ("MODELS", models)]);
        deployment.Start("standalone", "Detection.Standalone");
        await deployment.ReadyAsync(workers: 1, patience, cancellationToken);
        return deployment;
    }

    /// <summary>API and a worker, over a broker.</summary>
    /// <param name="broker">Started already.</param>
    /// <param name="models">MODELS.</param>
    public static async Task<Deployment> RabbitMqAsync(RabbitMqServer broker, string models)
    {
        var deployment = await OnBrokerAsync(broker, ("MODELS", models));
        deployment.Start("api", "Detection.Api");
        deployment.Start("worker", "Detection.Worker");
        await deployment.ReadyAsync(workers: 1);
        return deployment;
    }

    /// <summary>API and workers that find nothing and take no time for it, over a broker.</summary>
    /// <param name="broker">Started already.</param>
    /// <param name="workers">How many.</param>
    public static async Task<Deployment> ControlPlaneAsync(RabbitMqServer broker, int workers)
    {
        var deployment = await OnBrokerAsync(broker, ("MODELS", TestModels.Folder));
        deployment.Start("api", "Detection.Api");
        for (var i = 1; i <= workers; i++)
        {
            deployment.StartCommand(
                workers == 1 ? "worker" : $"worker {i}", "dotnet", ServiceProcess.DllOf("tests", "Detection.Benchmarks"), IdleWorker.Command);
        }

        await deployment.ReadyAsync(workers);
        return deployment;
    }

    private static async Task<Deployment> OnBrokerAsync(RabbitMqServer broker, params (string Name, string Value)[] settings)
    {
        var host = new VirtualHost(broker);
        await host.CreateAsync();
        var deployment = new Deployment([.. settings, ("RABBITMQ_URL", host.AmqpUri.OriginalString)]);
        deployment.Watch(new WatchedProcess("broker", broker.ProcessId));
        deployment.Afterwards(async () =>
        {
            await host.DeleteAsync();
            host.Dispose();
        });
        return deployment;
    }
}
