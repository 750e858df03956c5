using System.Net;
using System.Net.Http.Json;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Support;

/// <summary>A client of the REST interface that outlives restarts of the service: a connection for each request.</summary>
public sealed class DetectionClient : IDisposable
{
    public DetectionClient(Uri address)
    {
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) };
        Http.DefaultRequestHeaders.ConnectionClose = true;
    }

    public HttpClient Http { get; }

    /// <summary>Posts the picture as the raw body.</summary>
    /// <param name="picture">Encoded.</param>
    /// <param name="query">Options, such as "model=blocks".</param>
    public async Task<HttpResponseMessage> PostAsync(byte[] picture, string query = "")
    {
        using var content = new ByteArrayContent(picture);
        return await Http.PostAsync(new Uri($"v1/detections?{query}", UriKind.Relative), content);
    }

    /// <summary>Posts a picture that is to be accepted, and finds its detection at once.</summary>
    public async Task<DetectionDocument> SubmitAsync(byte[] picture, string query = "")
    {
        using var response = await PostAsync(picture, query);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        var detection = await response.Content.ReadFromJsonAsync<DetectionDocument>();
        Assert.Equal(detection!.Links.Self, response.Headers.Location?.OriginalString);
        Assert.NotNull(await FindAsync(detection.Id));
        return detection;
    }

    /// <summary>The detection as it is now; null where there is none.</summary>
    public async Task<DetectionDocument?> FindAsync(Guid id, int waitSeconds = 0)
    {
        using var response = await Http.GetAsync(new Uri($"v1/detections/{id}?wait={waitSeconds}", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<DetectionDocument>();
    }

    /// <summary>Waits until a detection is there and has ended.</summary>
    public async Task<DetectionDocument> FinishedAsync(Guid id, TimeSpan? patience = null)
    {
        DetectionDocument? last = null;
        try
        {
            return await Eventually.GetAsync(
                $"detection {id} ends", async () => (last = await FindUnlessAwayAsync(id) ?? last) is { IsFinished: true } ended ? ended : null, patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It is {last?.ToString() ?? "not there"}.", e);
        }
    }

    /// <summary>Waits until a detection has a result.</summary>
    public async Task<DetectionDocument> CompletedAsync(Guid id, TimeSpan? patience = null)
    {
        var detection = await FinishedAsync(id, patience);
        Assert.True(detection.Status == "Completed", $"{id}: {detection.Status}, {detection.Error}");
        return detection;
    }

    /// <summary>Waits until a detection has failed, with this code.</summary>
    public async Task<DetectionDocument> FailedAsync(Guid id, string code, TimeSpan? patience = null)
    {
        var detection = await FinishedAsync(id, patience);
        Assert.Equal(("Failed", code), (detection.Status, detection.Error?.Code));
        Assert.NotEmpty(detection.Error!.Message);
        return detection;
    }

    /// <summary>All detections of a reference, newest first, page by page.</summary>
    public async Task<IReadOnlyList<DetectionDocument>> ListAsync(string reference)
    {
        var all = new List<DetectionDocument>();
        string? cursor = null;
        do
        {
            var query = $"v1/detections?limit=50&reference={Uri.EscapeDataString(reference)}{(cursor is null ? "" : $"&cursor={cursor}")}";
            var page = await Http.GetFromJsonAsync<DetectionDocument.Page>(new Uri(query, UriKind.Relative));
            all.AddRange(page!.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>What a path answers, which must be a success.</summary>
    public Task<byte[]> BytesAsync(string? path) => Http.GetByteArrayAsync(new Uri(path!, UriKind.Relative));

    /// <summary>Waits until the service is ready and these workers, or at least one, are alive.</summary>
    public Task<HealthDocument> ReadyAsync(params string[] workers) => HealthAsync("ready", workers);

    /// <summary>Waits for a status of /health/ready and these workers.</summary>
    public Task<HealthDocument> HealthAsync(string status, params string[] workers) => Eventually.GetAsync(
        $"{Http.BaseAddress} is {status} with the workers '{string.Join(", ", workers)}'",
        async () => await HealthOrNullAsync() is { } health && health.Status == status
            && workers.All(name => health.Workers.Any(worker => worker.Worker == name)) ? health : null);

    public void Dispose() => Http.Dispose();

    private async Task<DetectionDocument?> FindUnlessAwayAsync(Guid id)
    {
        try
        {
            return await FindAsync(id, waitSeconds: 10);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return null; // Being started again. One that stays away ends in the caller's time-out.
        }
    }

    private async Task<HealthDocument?> HealthOrNullAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
            return await response.Content.ReadFromJsonAsync<HealthDocument>();
        }
        catch (HttpRequestException)
        {
            return null; // Not listening yet.
        }
    }
}
