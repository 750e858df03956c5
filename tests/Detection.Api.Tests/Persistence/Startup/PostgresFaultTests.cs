using System.Net.Sockets;
using Detection.Api.Persistence.Startup;
using Npgsql;
using Xunit;

namespace Detection.Api.Tests.Persistence.Startup;

/// <summary>What a start on PostgreSQL waits for, what it tries again at once, and what it refuses.</summary>
public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("57P03", "the database system is starting up.")]
    [InlineData("53300", "the database system is starting up.")]
    [InlineData("57P01", "the database system is starting up.")]
    [InlineData("28P01", null)]
    [InlineData("42501", null)]
    [InlineData("42P01", null)]
    public void Should_wait_for_a_server_that_will_let_it_in_later(string state, string? reason) =>
        Assert.Equal(reason, PostgresFault.AwayReason(Refusal(state, "the database system is starting up")));

    [Fact]
    public void Should_wait_for_a_server_that_does_not_answer_and_name_the_cause() => Assert.Equal(
        "Connection refused.",
        PostgresFault.AwayReason(new InvalidOperationException(
            "EF Core's words", new NpgsqlException("Npgsql's words", new SocketException((int)SocketError.ConnectionRefused, "Connection refused")))));

    [Fact]
    public void Should_wait_for_a_port_where_something_else_answers() =>
        Assert.Equal("Received unknown response H.", PostgresFault.AwayReason(new NpgsqlException("Received unknown response H")));

    [Fact]
    public void Should_not_take_any_exception_for_the_database_s() =>
        Assert.Null(PostgresFault.AwayReason(new InvalidOperationException("a bug")));

    [Theory]
    [InlineData("42P04", true)]
    [InlineData("23505", true)]
    [InlineData("28P01", false)]
    public void Should_know_that_another_process_was_quicker(string state, bool race) =>
        Assert.Equal(race, PostgresFault.IsRace(Refusal(state, "it is there already")));

    private static PostgresException Refusal(string state, string text) => new(text, "FATAL", "FATAL", state);
}
