using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Several API processes on one PostgreSQL database and one broker.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class SeveralApisTests(RabbitMqMode mode, PostgresServer database, ITestOutputHelper output)
    : OwnDeploymentTests(mode, output), IClassFixture<PostgresServer>
{
    private const string Reference = "several";
    private const int Senders = 6;

    // A wait that nobody ends takes its full length. Long, so that a loaded machine does not look like one.
    private const int WaitSeconds = 60;
    private static readonly TimeSpan Awakened = TimeSpan.FromSeconds(40);

    [PostgresRabbitMqFact]
    public async Task Should_answer_a_wait_as_soon_as_the_detection_has_finished_whichever_process_has_it()
    {
        var deployment = await DeployAsync("waits");
        var apis = await StartAsync(deployment, 2);
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        foreach (var api in apis)
            await api.Client.ReadyAsync("worker");

        // In turn at one and waited for at the other: each process has ends of the other's waits.
        var pictures = Enumerable.Range(0, 20).Select(number => new DrawnPicture(number)).ToArray();
        await Task.WhenAll(pictures.Select(async (picture, index) =>
        {
            var submitted = await apis[index % 2].Client.SubmitAsync(picture.ToPng());
            var clock = Stopwatch.StartNew();
            picture.AssertFound((await apis[(index + 1) % 2].Client.FindAsync(submitted.Id, WaitSeconds))!);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Awakened);
        }));
    }

    [PostgresRabbitMqTheory]
    [InlineData("empty", false)]
    [InlineData("old", true)]
    public async Task Should_start_three_at_once(string name, bool filled)
    {
        var deployment = await DeployAsync(name);
        if (filled)
        {
            await database.CreateDatabaseAsync(name);
            await database.ExecuteAsync(name, OldDatabase.PostgresScript);
        }

        var apis = await StartAsync(deployment, 3);
        await deployment.StartWorkerAsync("worker", waitForReport: false);

        await Task.WhenAll(apis.Select(async (api, index) =>
        {
            var picture = new DrawnPicture(index);
            picture.AssertFound(await api.Client.CompletedAsync((await api.Client.SubmitAsync(picture.ToPng())).Id));
        }));
        Assert.Equal("0001_CreateDetections\n0002_ConfirmAndLease", (await database.ExecuteAsync(name, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1")).Trim());
        if (filled)
        {
            foreach (var id in OldDatabase.Ids)
                Assert.NotNull(await apis[0].Client.FindAsync(id));
        }
    }

    [PostgresRabbitMqFact]
    public async Task Should_lose_nothing_when_one_is_killed_under_load()
    {
        var deployment = await DeployAsync("killed", ("Api__SweepSeconds", "1"));
        var apis = await StartAsync(deployment, 3);
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        await apis[0].Client.ReadyAsync("worker");

        var accepted = new ConcurrentDictionary<Guid, DrawnPicture>();
        var numbers = new ConcurrentQueue<int>(Enumerable.Range(0, 240));
        var senders = Enumerable.Range(0, Senders).Select(sender => SendAsync(apis[sender % 3], numbers, accepted)).ToArray();
        await Eventually.TrueAsync("some were accepted", () => accepted.Count >= 40);
        await apis[0].KillAsync();
        await Task.WhenAll(senders);

        foreach (var (id, picture) in accepted)
            picture.AssertFound(await apis[1].Client.FinishedAsync(id));
        var listed = await Eventually.GetAsync("nothing is open", async () =>
            await apis[2].Client.ListAsync(Reference) is var all && all.All(detection => detection.IsFinished) ? all : null);
        Assert.All(listed, detection => Assert.Equal("Completed", detection.Status));
        Assert.Empty(accepted.Keys.Except(listed.Select(detection => detection.Id)));
        // Those in the killed process's hands: unanswered, and ended like all others.
        Assert.InRange(listed.Count, accepted.Count, accepted.Count + Senders);
    }

    private async Task<RabbitMqDeployment> DeployAsync(string name, params (string Name, string Value)[] settings) =>
        await DeployAsync([("Database__Provider", "postgres"), ("Database__ConnectionString", database.ConnectionString(name)), .. settings]);

    private static async Task<ApiInstance[]> StartAsync(RabbitMqDeployment deployment, int count)
    {
        var apis = Enumerable.Range(0, count).Select(_ => deployment.StartAnotherApi()).ToArray();
        foreach (var api in apis)
            await api.ReadyAsync();
        return apis;
    }

    private static async Task SendAsync(ApiInstance api, ConcurrentQueue<int> numbers, ConcurrentDictionary<Guid, DrawnPicture> accepted)
    {
        while (numbers.TryDequeue(out var number))
        {
            var picture = new DrawnPicture(number);
            try
            {
                using var response = await api.Client.PostAsync(picture.ToPng(), $"reference={Reference}");
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                accepted[(await response.Content.ReadFromJsonAsync<DetectionDocument>())!.Id] = picture;
            }
            catch (HttpRequestException)
            {
                return; // Killed in the middle of this one, as intended.
            }
        }
    }
}
