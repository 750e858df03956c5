using System.Net;
using System.Text.Json;

namespace Detection.Benchmarks.Services;

/// <summary>A frugal client of the REST interface: what it does for one picture is two requests and a look for a word.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri address) => _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(120),
    };

    /// <summary>Submits a picture and waits until its detection is completed.</summary>
    /// <param name="picture">Encoded.</param>
    /// <param name="query">Options, such as "annotate=false".</param>
    /// <exception cref="BenchmarkException">It was refused, or failed.</exception>
    public async Task DetectAsync(byte[] picture, string query)
    {
        using var content = new ByteArrayContent(picture);
        using var accepted = await _http.PostAsync(new Uri($"v1/detections?{query}", UriKind.Relative), content);
        if (accepted.StatusCode != HttpStatusCode.Accepted)
            throw new BenchmarkException($"A picture was refused: {(int)accepted.StatusCode} {await accepted.Content.ReadAsStringAsync()}");
        var waiting = new Uri($"{accepted.Headers.Location}?wait=60", UriKind.RelativeOrAbsolute);
        while (!IsCompleted(await _http.GetByteArrayAsync(waiting)))
        {
            // A minute was not enough; asking again is what a client does.
        }
    }

    /// <summary>Waits until the service is ready and has heard of so many workers.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="hasEnded">Whether a process of it is gone, so that it never will be.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BenchmarkException">It never was.</exception>
    public async Task ReadyAsync(int workers, Func<bool> hasEnded, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (!await IsReadyAsync(workers))
        {
            if (hasEnded())
                throw new BenchmarkException("A process ended instead of starting.");
            if (deadline.IsCancellationRequested)
                throw new BenchmarkException($"{_http.BaseAddress} was not ready within {patience.TotalSeconds:0} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReadyAsync(int workers)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("health/ready", UriKind.Relative));
            if (!response.IsSuccessStatusCode)
                return false;
            using var health = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            return health.RootElement.GetProperty("workers").GetArrayLength() >= workers;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    // Parsing the whole answer would cost the load generator more than anything else it does.
    private static bool IsCompleted(ReadOnlySpan<byte> detection)
    {
        if (detection.IndexOf("\"status\":\"Completed\""u8) >= 0)
            return true;
        return detection.IndexOf("\"status\":\"Failed\""u8) < 0
            ? false
            : throw new BenchmarkException($"A detection failed: {System.Text.Encoding.UTF8.GetString(detection)}");
    }
}
