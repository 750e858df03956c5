using System.Text.Json;
using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>GET /v1/detections.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Should_page_through_what_there_was_while_more_comes_in()
    {
        var first = await SubmitAsync(7);

        var page1 = await _api.GetJsonAsync("/v1/detections?limit=3");
        await SubmitAsync(2);
        var page2 = await _api.GetJsonAsync($"/v1/detections?limit=3&cursor={Next(page1)}");
        await SubmitAsync(1);
        var page3 = await _api.GetJsonAsync($"/v1/detections?limit=3&cursor={Next(page2)}");

        Assert.Equal(3, page2.GetProperty("items").GetArrayLength());
        Assert.Equal(first.Reverse(), [.. Ids(page1), .. Ids(page2), .. Ids(page3)]);
        Assert.Null(Next(page3));
        Assert.Equal(10, (await _api.GetJsonAsync("/v1/detections")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Should_have_no_next_page_where_the_last_one_is_full()
    {
        await SubmitAsync(2);

        Assert.Null(Next(await _api.GetJsonAsync("/v1/detections?limit=2")));
        Assert.NotNull(Next(await _api.GetJsonAsync("/v1/detections?limit=1")));
    }

    [Fact]
    public async Task Should_filter_by_status_and_reference()
    {
        var queued = await _api.SubmitAsync("?reference=a");
        var processing = await _api.SubmitAsync("?reference=a");
        await _api.PublishAsync(Messages.Started(processing));
        var completed = await _api.SubmitAsync("?reference=b");
        await _api.PublishAsync(Messages.Completed(completed));
        var failed = await _api.SubmitAsync();
        await _api.PublishAsync(Messages.Failed(failed));

        Assert.Equal([queued], await IdsAsync("?status=Queued"));
        Assert.Equal([processing], await IdsAsync("?status=processing"));
        Assert.Equal([completed], await IdsAsync("?status=Completed"));
        Assert.Equal([failed], await IdsAsync("?status=Failed"));
        Assert.Equal(new[] { queued, processing }.Order(), (await IdsAsync("?reference=a")).Order());
        Assert.Equal([processing], await IdsAsync("?reference=a&status=Processing"));
        Assert.Empty(await IdsAsync("?reference=nobody"));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=many")]
    [InlineData("cursor=")]
    [InlineData("cursor=x'--")]
    [InlineData("cursor=0000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("status=Submitted")]
    [InlineData("status=1")]
    [InlineData("reference=a%00b")] // No reference has one, and PostgreSQL refuses to compare it.
    public async Task Should_refuse_what_is_no_page(string query)
    {
        using var response = await _api.Client.GetAsync($"/v1/detections?{query}");

        await response.AssertProblemAsync(400, "request_invalid");
    }

    private static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());

    private static string? Next(JsonElement page) => page.GetProperty("next").GetString();

    private async Task<IReadOnlyList<Guid>> IdsAsync(string query) => [.. Ids(await _api.GetJsonAsync($"/v1/detections{query}"))];

    private async Task<Guid[]> SubmitAsync(int count)
    {
        var ids = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = await _api.SubmitAsync();
            _api.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return ids;
    }
}
