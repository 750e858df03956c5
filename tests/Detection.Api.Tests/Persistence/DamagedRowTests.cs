using System.Globalization;
using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>A row that cannot be read, after a fault of the disk or of a hand that edited it, costs only itself.</summary>
public sealed class DamagedRowTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("Detections", "'[1'")]
    [InlineData("Options", "'no JSON'")]
    [InlineData("Stages", "'[]'")]
    [InlineData("StartedAt", "-5")]
    public async Task Should_list_the_others_and_page_past_it(string column, string value)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await _api.SubmitAsync());
            _api.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await DamageAsync(ids[2], column, value);

        Assert.Equal([ids[0], ids[1], ids[3], ids[4]], Ids(await _api.GetJsonAsync("/v1/detections")));
        var first = await _api.GetJsonAsync("/v1/detections?limit=3");
        Assert.Equal([ids[0], ids[1]], Ids(first));
        Assert.Equal([ids[3], ids[4]], Ids(await _api.GetJsonAsync($"/v1/detections?limit=3&cursor={first.GetProperty("next").GetString()}")));
        using (var response = await _api.Client.GetAsync($"/v1/detections/{ids[2]}"))
            await response.AssertProblemAsync(500, "internal_error");
        Assert.Equal("Queued", (await _api.GetJsonAsync($"/v1/detections/{ids[3]}")).GetProperty("status").GetString());
        var store = _api.Services.GetRequiredService<DetectionStore>();
        Assert.Null(await store.FindReadableAsync(ids[2], CancellationToken.None));
        Assert.Equal(ids[3], (await store.FindReadableAsync(ids[3], CancellationToken.None))?.CorrelationId);
    }

    [Fact]
    public async Task Should_send_the_commands_of_the_others()
    {
        await _api.Time.TimerAsync(TimeSpan.FromSeconds(15));
        var (damaged, other) = (Unsent(1), Unsent(2));
        await _api.InsertAsync(damaged, other);
        await DamageAsync(damaged.CorrelationId, "Options", "'no JSON'");

        _api.Time.Advance(TimeSpan.FromSeconds(15));

        await _api.Worker.ReceivedAsync(other.CorrelationId);
        await _api.Time.TimerAsync(TimeSpan.FromSeconds(15)); // The sweep goes on.
    }

    private static IEnumerable<Guid> Ids(System.Text.Json.JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());

    private DetectionState Unsent(int second)
    {
        var detection = new DetectionState
        {
            CorrelationId = Guid.NewGuid(),
            CurrentState = DetectionStates.Queued,
            ImageBlob = "incoming/x",
            Options = new Detection.Contracts.DetectionOptions { Confidence = 0.5 },
        };
        detection.BeginAt(_api.Time.GetUtcNow().AddSeconds(second - 60));
        return detection;
    }

    private async Task DamageAsync(Guid id, string column, string value)
    {
        await using var context = await _api.OpenAsync();
        var key = await context.Detections.Where(d => d.CorrelationId == id).Select(d => d.SortKey).SingleAsync();
        var sql = string.Create(CultureInfo.InvariantCulture, $"UPDATE detections SET \"{column}\" = {value} WHERE \"SortKey\" = '{key}'");
        Assert.Equal(1, await context.Database.ExecuteSqlRawAsync(sql));
    }
}
