using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>Of several processes that look at once, one sends each command.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CommandLeaseTests(PostgresServer server)
{
    private const int Rows = 300;
    private const int Page = 25;
    private const int Processes = 4;

    [Fact]
    public async Task Should_give_each_command_to_one_process_on_SQLite()
    {
        await using var api = await TestApi.StartAsync();
        await CheckAsync(api);
    }

    [PostgresFact]
    public async Task Should_give_each_command_to_one_process_on_PostgreSQL()
    {
        await using var api = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString($"leases_{Guid.NewGuid():n}") });
        await CheckAsync(api);
    }

    private static async Task CheckAsync(TestApi api)
    {
        await api.Time.TimerAsync(TimeSpan.FromSeconds(15)); // The sweep of the start is over.
        var rows = Enumerable.Range(0, Rows).Select(_ => Row(api.Time.GetUtcNow())).ToArray();
        await api.InsertAsync(rows);
        // Each with its own leases, as each process has.
        var processes = Enumerable.Range(0, Processes).Select(_ => ActivatorUtilities.CreateInstance<CommandLeases>(api.Services)).ToArray();

        var claimed = await Task.WhenAll(processes.Select(leases => Task.Run(() => ClaimAllAsync(leases))));

        Assert.Equal(rows.Select(row => row.CorrelationId).Order(), claimed.SelectMany(ids => ids).Order());
    }

    /// <summary>As far as siblings leave any: another's claim may take all that this one looked at.</summary>
    private static async Task<List<Guid>> ClaimAllAsync(CommandLeases leases)
    {
        var (claimed, empty) = (new List<Guid>(), 0);
        while (empty < Rows / Page)
        {
            var page = await leases.ClaimAsync(Page, CancellationToken.None);
            claimed.AddRange(page.Select(detection => detection.CorrelationId));
            empty += page.Count == 0 ? 1 : 0;
        }

        return claimed;
    }

    private static DetectionState Row(DateTimeOffset now)
    {
        var row = new DetectionState { CorrelationId = Guid.NewGuid(), CurrentState = DetectionStates.Queued };
        row.BeginAt(now);
        return row;
    }
}
