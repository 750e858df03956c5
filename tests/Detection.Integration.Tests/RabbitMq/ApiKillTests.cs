using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The API is killed in the middle of work.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class ApiKillTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const int Senders = 6;
    private const string Reference = "api-kill";

    [RabbitMqFact]
    public async Task Should_end_everything_that_was_accepted_and_leave_nothing_open()
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"));
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");

        var accepted = new ConcurrentDictionary<Guid, DrawnPicture>();
        var numbers = new ConcurrentQueue<int>(Enumerable.Range(0, 400));
        var senders = Enumerable.Range(0, Senders).Select(_ => SendUntilItBreaksAsync(deployment, numbers, accepted)).ToArray();
        await Eventually.TrueAsync("some were accepted", () => Task.FromResult(accepted.Count >= 30));
        await deployment.KillApiAsync();
        await Task.WhenAll(senders);
        await deployment.StartApiAsync();

        foreach (var (id, picture) in accepted)
            picture.AssertFound(await deployment.Client.FinishedAsync(id));
        // Those in hand when it was killed: at most one a sender, unanswered, and ended like all others.
        var listed = await Eventually.GetAsync("nothing is open", async () =>
            await deployment.Client.ListAsync(Reference) is var all && all.All(detection => detection.IsFinished) ? all : null);
        Assert.All(listed, detection => Assert.Equal("Completed", detection.Status));
        Assert.Equal(listed.Count, listed.DistinctBy(detection => detection.Id).Count());
        Assert.Empty(accepted.Keys.Except(listed.Select(detection => detection.Id)));
        Assert.InRange(listed.Count, accepted.Count, accepted.Count + Senders);
    }

    private static async Task SendUntilItBreaksAsync(
        RabbitMqDeployment deployment, ConcurrentQueue<int> numbers, ConcurrentDictionary<Guid, DrawnPicture> accepted)
    {
        while (numbers.TryDequeue(out var number))
        {
            var picture = new DrawnPicture(number);
            try
            {
                using var response = await deployment.Client.PostAsync(picture.ToPng(), $"reference={Reference}");
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
