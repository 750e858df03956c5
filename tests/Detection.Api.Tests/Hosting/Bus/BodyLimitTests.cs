using Detection.Contracts;
using Detection.Hosting.Bus;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

public sealed class BodyLimitTests
{
    [Theory]
    [InlineData(MessageLimits.InlineBytes)]
    [InlineData(MessageLimits.MostInlineBytes)]
    [InlineData(0)]
    public void Should_leave_room_for_a_picture_that_is_answered_as_too_large(int inlineBytes) =>
        Assert.True(BodyLimit.ForPictures(inlineBytes).MostBytes >= (4L * inlineBytes / 3) + 500_000);

    [Theory]
    [InlineData(MessageLimits.InlineBytes, 64, 64)]
    [InlineData(MessageLimits.InlineBytes, 8, 8)]
    [InlineData(MessageLimits.MostInlineBytes, 64, 5)]
    [InlineData(MessageLimits.MostInlineBytes, 4, 4)]
    public void Should_fetch_ahead_what_memory_allows(int inlineBytes, int wanted, int fetched) =>
        Assert.Equal(fetched, BodyLimit.ForPictures(inlineBytes).Prefetch(wanted));

    [Fact]
    public void Should_always_fetch_one() => Assert.Equal(1, new BodyLimit(long.MaxValue).Prefetch(64));
}
