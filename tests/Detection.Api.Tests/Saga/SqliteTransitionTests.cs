using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>The table of transitions on SQLite.</summary>
public sealed class SqliteTransitionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    [Theory]
    [MemberData(nameof(TransitionTable.Rows), MemberType = typeof(TransitionTable))]
    public Task Should_follow_the_table(string from, string message, string to, string written) =>
        Transition.CheckAsync(shared.Api, from, message, to, written);

    [Theory]
    [MemberData(nameof(TransitionTable.PicturesInEveryState), MemberType = typeof(TransitionTable))]
    public Task Should_change_nothing_for_another_picture(string from, string message) =>
        Transition.CheckAnotherPictureAsync(shared.Api, from, message);
}
