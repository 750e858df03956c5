using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Storage;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Submission;

/// <summary>Pictures without a detection go after a grace; everything else stays.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OrphanSweepTests(PostgresServer server)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Old = new ManualTime().GetUtcNow().AddDays(-1).AddSeconds(-1);

    [Fact]
    public async Task Should_remove_what_no_detection_refers_to_on_SQLite()
    {
        await using var api = await TestApi.StartAsync();
        await CheckAsync(api);
    }

    [PostgresFact]
    public async Task Should_remove_what_no_detection_refers_to_on_PostgreSQL()
    {
        await using var api = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString($"orphans_{Guid.NewGuid():n}") });
        await CheckAsync(api);
    }

    /// <summary>The message about such a picture may be on its way.</summary>
    [Fact]
    public async Task Should_remove_nothing_that_one_sweep_has_found()
    {
        await using var api = await TestApi.StartAsync();
        var key = BlobName.Image(Guid.NewGuid()).KeyOf([1]);
        api.PutBlob(key, [1], Old);

        await api.Time.TimerAsync(Interval);
        api.Time.Advance(Interval);
        // The next sweep comes an hour later.
        await api.Time.TimerAsync(Interval);

        Assert.Equal([key], api.BlobKeys());
    }

    private static async Task CheckAsync(TestApi api)
    {
        var (finished, unfinished, borrower) = (Row(api, DetectionStates.Completed), Row(api, DetectionStates.Processing), Row(api, DetectionStates.Completed));
        var gone = Guid.NewGuid();
        var lent = BlobName.Image(gone).KeyOf("lent"u8);
        (finished.ImageBlob, finished.AnnotatedBlob) = (BlobName.Image(finished.CorrelationId).KeyOf("first"u8), BlobName.Annotated(finished.CorrelationId).KeyOf("first"u8));
        unfinished.ImageBlob = BlobName.Image(unfinished.CorrelationId).KeyOf("first"u8);
        borrower.ImageBlob = lent;
        await api.InsertAsync(finished, unfinished, borrower);

        string[] kept =
        [
            finished.ImageBlob,
            finished.AnnotatedBlob,
            BlobName.Image(finished.CorrelationId).KeyWithoutHash, // An earlier version's, and nobody knows which picture it is.
            unfinished.ImageBlob,
            BlobName.Annotated(unfinished.CorrelationId).KeyOf("soon named by an event"u8),
            lent, // Another detection was asked for with this picture.
            "cameras/7.jpg", // Other services'.
            "images/7.jpg",
        ];
        string[] orphans =
        [
            BlobName.Image(gone).KeyOf("first"u8),
            BlobName.Annotated(gone).KeyOf("first"u8),
            BlobName.Image(Guid.NewGuid()).KeyWithoutHash,
            BlobName.Image(finished.CorrelationId).KeyOf("another"u8),
            BlobName.Annotated(finished.CorrelationId).KeyOf("another"u8),
        ];
        var young = BlobName.Image(Guid.NewGuid()).KeyOf("young"u8);
        foreach (var key in kept.Concat(orphans))
            api.PutBlob(key, [1], Old);
        api.PutBlob(young, [1], api.Time.GetUtcNow().AddYears(1));

        await Eventually.TrueAsync("the orphans are gone", () =>
        {
            api.Time.Advance(Interval);
            return !api.BlobKeys().Intersect(orphans).Any();
        });

        await Eventually.TrueAsync("the sweep says so", () => api.Log.Of(1141).Any());
        Assert.Equal(kept.Append(young).Order(StringComparer.Ordinal), api.BlobKeys());
        Assert.Contains("Removed 5 ", Assert.Single(api.Log.Of(1141)), StringComparison.Ordinal);
    }

    private static DetectionState Row(TestApi api, string state)
    {
        var row = new DetectionState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = state,
            ConfirmedAt = api.Time.GetUtcNow(),
            FinishedAt = DetectionStates.IsFinished(state) ? api.Time.GetUtcNow() : null,
        };
        row.BeginAt(api.Time.GetUtcNow());
        return row;
    }
}
