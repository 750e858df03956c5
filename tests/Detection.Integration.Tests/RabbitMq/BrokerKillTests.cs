using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>
/// The broker is killed under load and comes back. A process whose connection does not survive that asks to be started
/// again (exit code 75), which the deployment does, as whoever watches over services would.
/// </summary>
[Collection(RabbitMqCollection.Name)]
public sealed class BrokerKillTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private const int Senders = 3;
    private const string Reference = "broker-kill";

    // The API waits 5 s for a confirm; the rest is for a machine under load.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(12);

    // A dead connection is noticed after 20 s, perhaps in one process after the other.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<Guid, DrawnPicture> _accepted = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _number;
    private int _refused;

    [RabbitMqFact]
    public async Task Should_answer_meanwhile_and_complete_everything_that_was_accepted_without_help()
    {
        var deployment = await DeployAsync(("Api__SweepSeconds", "1"));
        Afterwards(Broker.RestartAsync); // also after a failure: other tests share it
        await deployment.StartApiAsync();
        await deployment.StartWorkerAsync("worker");

        using var enough = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(deployment.Client, enough.Token)).ToArray();
        await Eventually.TrueAsync("work is under way", () => Task.FromResult(_accepted.Count >= 20));
        await Broker.KillAsync();
        await Eventually.TrueAsync("submissions are refused", () => Task.FromResult(_refused >= 2 * Senders));
        await deployment.Client.HealthAsync("unavailable");
        await Broker.RestartAsync();
        var before = _accepted.Count;
        await Eventually.TrueAsync("submissions are accepted again", () => Task.FromResult(_accepted.Count >= before + 20), Recovery);
        await enough.CancelAsync();
        await Task.WhenAll(senders);

        Assert.Empty(_wrong);
        foreach (var (id, picture) in _accepted)
            picture.AssertFound(await deployment.Client.FinishedAsync(id, Recovery));
        await Eventually.TrueAsync("nothing is open", async () =>
            (await deployment.Client.ListAsync(Reference)).All(detection => detection.Status == "Completed"));
        await deployment.Client.ReadyAsync("worker");
    }

    private async Task SendAsync(DetectionClient client, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var picture = new DrawnPicture(Interlocked.Increment(ref _number) % 459);
            var clock = Stopwatch.StartNew();
            using var response = await TryPostAsync(client, picture);
            if (response is null)
            {
                await RefusedAsync(enough);
                continue;
            }

            if (clock.Elapsed > LongestAnswer)
                _wrong.Enqueue($"{response.StatusCode} after {clock.Elapsed}");
            if (response.StatusCode == HttpStatusCode.Accepted)
                _accepted[(await response.Content.ReadFromJsonAsync<DetectionDocument>(CancellationToken.None))!.Id] = picture;
            else if (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta > TimeSpan.Zero)
                await RefusedAsync(enough);
            else
                _wrong.Enqueue($"{response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
        }
    }

    // An API whose connection to the broker is dead ends, and is started again: for a moment nobody listens.
    private static async Task<HttpResponseMessage?> TryPostAsync(DetectionClient client, DrawnPicture picture)
    {
        try
        {
            return await client.PostAsync(picture.ToPng(), $"reference={Reference}");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // A client that was refused comes back after a while; one that hammers would only take the machine from the broker.
    private async Task RefusedAsync(CancellationToken enough)
    {
        Interlocked.Increment(ref _refused);
        await Task.Delay(100, enough).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
