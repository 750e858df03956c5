using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>
/// Clients that submit one picture after the other, whatever happens to the service meanwhile, and note every answer. They submit
/// slowly while many are open: on a fast machine the queue would grow without end, and each new picture would wait behind all others.
/// </summary>
internal sealed class SubmissionLoad : IAsyncDisposable
{
    // The API waits 5 s for a confirm; the rest is for a machine under load.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(12);

    private const int MostOpen = 100;

    private readonly ConcurrentDictionary<Guid, DrawnPicture> _accepted = new();
    private readonly ConcurrentQueue<Guid> _open = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly DetectionClient _client;
    private readonly string _reference;
    private readonly int _scale;
    private readonly Task[] _senders;
    private int _number;
    private int _refused;
    private volatile bool _enough;

    private SubmissionLoad(DetectionClient client, string reference, int senders, int scale)
    {
        (_client, _reference, _scale) = (client, reference, scale);
        _senders = [.. Enumerable.Range(0, senders).Select(_ => SendAsync())];
    }

    /// <summary>How many were accepted so far.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>How many were refused so far, each with 503 and Retry-After, or because no process listened.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Answers that no client should get: late ones, and any but 202 and 503.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Begins to submit.</summary>
    /// <param name="client">Of the service.</param>
    /// <param name="reference">The reference of all its detections.</param>
    /// <param name="senders">Clients at once.</param>
    /// <param name="scale">Size of the pictures, in multiples of 640x480.</param>
    public static SubmissionLoad Start(DetectionClient client, string reference, int senders = 3, int scale = 1) => new(client, reference, senders, scale);

    /// <summary>Waits until this many more than now are accepted.</summary>
    public Task MoreAcceptedAsync(int more, TimeSpan? patience = null)
    {
        var wanted = Accepted + more;
        return Eventually.TrueAsync($"{more} more submissions are accepted", () => Task.FromResult(Accepted >= wanted), patience);
    }

    /// <summary>Waits until this many more than now are refused.</summary>
    public Task MoreRefusedAsync(int more)
    {
        var wanted = Refused + more;
        return Eventually.TrueAsync($"{more} more submissions are refused", () => Refused >= wanted);
    }

    /// <summary>Waits until this many that are accepted from now on are done.</summary>
    public async Task MoreCompletedAsync(int more, TimeSpan? patience = null)
    {
        var before = _accepted.Keys.ToHashSet();
        await Eventually.TrueAsync($"{more} more submissions are done", async () =>
        {
            var done = 0;
            foreach (var id in _accepted.Keys.Where(id => !before.Contains(id)).Take(more))
                done += await _client.FindAsync(id) is { IsFinished: true } ? 1 : 0;
            return done >= more;
        }, patience);
    }

    /// <summary>Stops submitting; what is under way is answered first.</summary>
    public Task StopAsync()
    {
        _enough = true;
        return Task.WhenAll(_senders);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Every answer was a right one, everything that was accepted has its own result, and nothing is open.</summary>
    public async Task AssertAllCompletedAsync(TimeSpan? patience = null)
    {
        Assert.Empty(_wrong);
        foreach (var (id, picture) in _accepted)
            picture.AssertFound(await _client.FinishedAsync(id, patience));
        await Eventually.TrueAsync("nothing is open", async () =>
            (await _client.ListAsync(_reference)).All(detection => detection.Status == "Completed"));
    }

    private async Task SendAsync()
    {
        while (!_enough)
        {
            var picture = new DrawnPicture(Interlocked.Increment(ref _number) % 459, _scale);
            var clock = Stopwatch.StartNew();
            using var response = await TryPostAsync(picture);
            if (response is null)
            {
                await RefusedAsync();
                continue;
            }

            if (clock.Elapsed > LongestAnswer)
                _wrong.Enqueue($"{response.StatusCode} after {clock.Elapsed}");
            if (response.StatusCode == HttpStatusCode.Accepted)
                await AcceptedAsync((await response.Content.ReadFromJsonAsync<DetectionDocument>(CancellationToken.None))!.Id, picture);
            else if (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta > TimeSpan.Zero)
                await RefusedAsync();
            else
                _wrong.Enqueue($"{response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
        }
    }

    private async Task AcceptedAsync(Guid id, DrawnPicture picture)
    {
        _accepted[id] = picture;
        _open.Enqueue(id);
        while (_open.Count > MostOpen && _open.TryDequeue(out var oldest))
        {
            if (await IsFinishedAsync(oldest))
                continue;
            _open.Enqueue(oldest);
            await Task.Delay(100);
            return;
        }
    }

    private async Task<bool> IsFinishedAsync(Guid id)
    {
        try
        {
            return await _client.FindAsync(id) is { IsFinished: true };
        }
        catch (HttpRequestException)
        {
            return false; // Being started again, or its database is away.
        }
    }

    // A process that ends to be started again: for a moment nobody listens.
    private async Task<HttpResponseMessage?> TryPostAsync(DrawnPicture picture)
    {
        try
        {
            return await _client.PostAsync(picture.ToPng(), $"reference={_reference}");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // A client that was refused comes back after a while; one that hammers would only take the machine from the broker.
    private async Task RefusedAsync()
    {
        Interlocked.Increment(ref _refused);
        await Task.Delay(100);
    }
}
