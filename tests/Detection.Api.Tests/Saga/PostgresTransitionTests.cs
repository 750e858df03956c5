using Detection.Api.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>The saga on PostgreSQL: the same table, and several writers at once.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresTransitionTests(PostgresServer server, PostgresApi shared) : IClassFixture<PostgresApi>
{
    [PostgresTheory]
    [MemberData(nameof(TransitionTable.Rows), MemberType = typeof(TransitionTable))]
    public async Task Should_follow_the_table(string from, string message, string to, string written) =>
        await Transition.CheckAsync(await shared.OnAsync(server), from, message, to, written);

    [PostgresTheory]
    [MemberData(nameof(TransitionTable.PicturesInEveryState), MemberType = typeof(TransitionTable))]
    public async Task Should_change_nothing_for_another_picture(string from, string message) =>
        await Transition.CheckAnotherPictureAsync(await shared.OnAsync(server), from, message);

    [PostgresFact]
    public async Task Should_lose_no_event_of_many_detections_at_once() =>
        await Storm.OfManyDetectionsAsync(await shared.OnAsync(server));

    [PostgresFact]
    public async Task Should_lose_no_event_of_one_detection() =>
        await Storm.OfOneDetectionAsync(await shared.OnAsync(server));

    [PostgresFact]
    public async Task Should_take_text_that_PostgreSQL_cannot_store() =>
        await ForeignText.CheckAsync(await shared.OnAsync(server));
}
