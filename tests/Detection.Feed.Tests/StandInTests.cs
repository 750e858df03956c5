using Xunit;

namespace Detection.Feed.Tests;

public sealed class StandInTests
{
    [Fact]
    public void Should_skip_where_the_real_package_is_in_use() => Assert.StartsWith(
        "the real package is in use: xunit.assert 2.", StandIn.SkipReason("xunit.assert", typeof(Assert).Assembly), StringComparison.Ordinal);
}
