using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Detection.Contracts;
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
    private const int Pictures = 459; // as many as there are with different results

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
        var senders = Enumerable.Range(0, Senders).Select(sender => SendAsync(apis[sender % 3], Until(numbers), accepted)).ToArray();
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

    /// <summary>No worker takes a command, so that the queue shows how often each was published.</summary>
    [PostgresRabbitMqFact]
    public async Task Should_not_publish_the_submissions_of_a_sibling_again_when_one_starts()
    {
        var deployment = await DeployAsync("siblings", ("Api__SweepSeconds", "1"));
        var first = (await StartAsync(deployment, 1))[0];
        var accepted = new ConcurrentDictionary<Guid, DrawnPicture>();
        using var enough = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(first, Endless(enough.Token), accepted)).ToArray();
        await Eventually.TrueAsync("some were accepted", () => accepted.Count >= 20);

        // Their first sweep comes while the first process is in the middle of its submissions.
        var others = await StartAsync(deployment, 2);
        await enough.CancelAsync();
        await Task.WhenAll(senders);

        await Eventually.TrueAsync("all are confirmed", async () =>
            (await database.ExecuteAsync("siblings", "SELECT count(*) FROM detections WHERE \"ConfirmedAt\" IS NULL")).Trim() == "0");
        Assert.Equal((uint)accepted.Count, await deployment.Host.CountAsync("detect-image"));
        Assert.All(others, other => Assert.Equal(0, other.Process.Count("commands that no broker had confirmed")));
    }

    [PostgresRabbitMqFact]
    public async Task Should_handle_no_message_before_the_database_is_there()
    {
        var deployment = await DeployAsync("absent");
        var first = (await StartAsync(deployment, 1))[0];
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        await first.Client.ReadyAsync("worker");
        await first.KillAsync();

        await database.StopAsync();
        ApiInstance api;
        var command = Guid.NewGuid();
        try
        {
            // The worker detects it, and its events come to an API that has no database.
            api = deployment.StartAnotherApi();
            await Eventually.TrueAsync("the API is up", async () =>
            {
                try
                {
                    using var live = await api.Client.Http.GetAsync(new Uri("health/live", UriKind.Relative));
                    return live.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false; // Not listening yet.
                }
            });
            await using var other = await OtherService.StartAsync(deployment.Host.AmqpUri);
            await other.PublishAsync(CommandOf(command, deployment));
            await Eventually.TrueAsync("it is detected", () => other.CountCompleted(command) == 1);
        }
        finally
        {
            await database.RestartAsync();
        }

        await api.ReadyAsync();
        new DrawnPicture(5).AssertFound(await api.Client.CompletedAsync(command));
        Assert.Null(await deployment.Host.FindQueueAsync("detection-state_error"));
    }

    private static DetectImage CommandOf(Guid id, RabbitMqDeployment deployment)
    {
        var key = $"images/ab/{id:n}";
        var file = Path.Combine(deployment.Data.Blobs, key);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, new DrawnPicture(5).ToPng());
        return new DetectImage { DetectionId = id, Image = new ImageSource { Blob = key } };
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

    private static IEnumerable<int> Until(ConcurrentQueue<int> numbers)
    {
        while (numbers.TryDequeue(out var number))
            yield return number;
    }

    private static IEnumerable<int> Endless(CancellationToken end)
    {
        for (var number = 0; !end.IsCancellationRequested; number = (number + 1) % Pictures)
            yield return number;
    }

    private static async Task SendAsync(ApiInstance api, IEnumerable<int> numbers, ConcurrentDictionary<Guid, DrawnPicture> accepted)
    {
        foreach (var number in numbers)
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
