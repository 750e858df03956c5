using System.Diagnostics;
using System.Globalization;
using System.Text;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>
/// The evidence for decisions 0004 and 0006: the broker is killed under load again and again, and the exits of the two
/// processes are counted by code. BROKER_KILLS says how often, 5 unless set; the decisions have a run of 30. The counts
/// are in the test's output and in artifacts/broker-kills.md.
/// </summary>
[Collection(RabbitMqCollection.Name)]
[Trait("Category", "Faults")]
public sealed class BrokerKillSeriesTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);
    private readonly ITestOutputHelper _output = output;

    [RabbitMqFact]
    public async Task Should_lose_nothing_and_end_with_no_code_but_75()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("BROKER_KILLS") is { Length: > 0 } text ? text : "5", CultureInfo.InvariantCulture);
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"));
        Afterwards(Broker.RestartAsync); // also after a failure: other tests share it
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");
        await using var load = SubmissionLoad.Start(deployment.Client, "series");

        var rounds = new List<string>();
        for (var kill = 1; kill <= kills; kill++)
        {
            await load.MoreAcceptedAsync(20, Recovery);
            var before = deployment.Exits.Count;
            await Broker.KillAsync();
            await load.MoreRefusedAsync(6);
            await Broker.RestartAsync();
            var back = Stopwatch.StartNew();
            await load.MoreAcceptedAsync(1, Recovery);
            var accepts = back.Elapsed;
            await deployment.Client.ReadyAsync("worker");
            await load.MoreCompletedAsync(1, Recovery);
            rounds.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {kill} | {accepts.TotalSeconds:0.0} | {back.Elapsed.TotalSeconds:0.0} | {string.Join(", ", deployment.Exits.Skip(before))} |"));
        }

        await load.StopAsync();
        Tell(deployment, rounds);
        await load.AssertAllCompletedAsync(Recovery);
        Assert.All(deployment.Exits, exit => Assert.EndsWith(": 75", exit, StringComparison.Ordinal));
        await deployment.Host.AssertNothingDeadAsync();
    }

    private void Tell(RabbitMqDeployment deployment, List<string> rounds)
    {
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{rounds.Count} kills. Exits by code:\n\n");
        foreach (var exit in deployment.Exits.CountBy(exit => exit).OrderBy(exit => exit.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"- {exit.Key}, {exit.Value} times\n");
        if (deployment.Exits.Count == 0)
            page.Append("- none\n");
        page.Append("\nSeconds from the broker's return until a submission is accepted, and until one submitted afterwards is done:\n\n");
        page.Append("| kill | accepts | completes | exits |\n| ---: | ---: | ---: | --- |\n").AppendJoin('\n', rounds).Append('\n');
        _output.WriteLine(page.ToString());
        Directory.CreateDirectory(Repository.Of("artifacts"));
        File.WriteAllText(Repository.Of("artifacts", "broker-kills.md"), page.ToString());
    }
}
