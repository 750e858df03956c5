using System.Text.Json;

namespace Detection.Benchmarks.Services;

/// <summary>A client of the peer: submits, and polls.</summary>
internal sealed class PeerClient(Uri address) : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    // Saturated, so that nothing waits for the poll; often enough to be short beside the second that a picture queues.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };

    /// <summary>Submits a picture and polls until its task is completed.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public async Task DetectAsync(byte[] picture)
    {
        using var content = new ByteArrayContent(picture);
        using var accepted = await _http.PostAsync(new Uri("predict", UriKind.Relative), content);
        using var task = JsonDocument.Parse(await accepted.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        var result = new Uri($"result/{task.RootElement.GetProperty("task_id").GetString()}", UriKind.Relative);
        do
        {
            await Task.Delay(PollInterval);
        }
        while (!IsCompleted(await _http.GetByteArrayAsync(result)));
    }

    /// <summary>Waits until all its detectors are up.</summary>
    /// <exception cref="BenchmarkException">They never were.</exception>
    public async Task ReadyAsync()
    {
        using var deadline = new CancellationTokenSource(StartPatience);
        while (!await IsReadyAsync())
        {
            if (deadline.IsCancellationRequested)
                throw new BenchmarkException($"The peer was not ready within {StartPatience.TotalSeconds:0} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("health", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static bool IsCompleted(ReadOnlySpan<byte> task)
    {
        if (task.IndexOf("\"status\":\"failed\""u8) >= 0)
            throw new BenchmarkException($"The peer failed on a picture: {System.Text.Encoding.UTF8.GetString(task)}");
        return task.IndexOf("\"status\":\"completed\""u8) >= 0;
    }
}
