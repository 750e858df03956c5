using Detection.Api.Persistence;
using Detection.Api.Settings;
using Detection.Hosting.Bus;
using Detection.Hosting.Options;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>Every wrong option is told with its key, its unit and what is allowed; all of them at once.</summary>
public sealed class OptionRulesTests
{
    [Fact]
    public void Should_accept_the_defaults()
    {
        Assert.True(new ApiOptionRules().Validate(null, new ApiOptions()).Succeeded);
        Assert.True(new DatabaseOptionRules().Validate(null, new DatabaseOptions()).Succeeded);
        Assert.True(new BusOptionRules().Validate(null, new BusOptions()).Succeeded);
    }

    [Fact]
    public void Should_tell_everything_wrong_with_the_api() => AssertRefused(
        new ApiOptionRules(),
        new ApiOptions
        {
            MaxImageBytes = 1023,
            MaxMegapixels = double.NaN,
            InlineMaxBytes = -1,
            ConfirmSeconds = 61,
            SweepSeconds = 0.5,
            WorkerTimeoutSeconds = double.PositiveInfinity,
        },
        "Api:MaxImageBytes is 1023 bytes; allowed are 1024 to 1073741824 bytes.",
        "Api:MaxMegapixels is NaN megapixels; allowed are 0.01 to 268 megapixels.",
        "Api:InlineMaxBytes is -1 bytes; allowed are 0 to 16777216 bytes.",
        "Api:ConfirmSeconds is 61 seconds; allowed are 0.1 to 60 seconds.",
        "Api:SweepSeconds is 0.5 seconds; allowed are 1 to 3600 seconds.",
        "Api:WorkerTimeoutSeconds is Infinity seconds; allowed are 2 to 600 seconds.");

    [Fact]
    public void Should_tell_everything_wrong_with_the_database()
    {
        AssertRefused(
            new DatabaseOptionRules(),
            new DatabaseOptions { Provider = "oracle", SagaConcurrency = 0 },
            "Database:Provider is 'oracle'; allowed are sqlite, postgres.",
            "Database:SagaConcurrency is 0 messages; allowed are 1 to 256 messages.");
        AssertRefused(
            new DatabaseOptionRules(),
            new DatabaseOptions { Provider = "postgres" },
            "Database:ConnectionString is empty; give a PostgreSQL connection string.");
        AssertRefused(
            new DatabaseOptionRules(),
            new DatabaseOptions { SqliteFile = " " },
            "Database:SqliteFile is empty; give the file of the database.");
    }

    [Theory]
    [InlineData("localhost:5672")]
    [InlineData("http://localhost")]
    [InlineData("amqp://")]
    public void Should_tell_everything_wrong_with_the_bus(string url) => AssertRefused(
        new BusOptionRules(),
        new BusOptions { RabbitMqUrl = url, DeliveryLimit = 101, StopSeconds = 0 },
        "Bus:DeliveryLimit is 101 deliveries; allowed are 1 to 100 deliveries.",
        "Bus:StopSeconds is 0 seconds; allowed are 1 to 600 seconds.",
        "Bus:RabbitMqUrl is not an address like amqp://user:password@host:5672/vhost.");

    [Fact]
    public void Should_ask_for_a_journal_only_where_no_broker_counts_deliveries()
    {
        AssertRefused(
            new BusOptionRules(), new BusOptions { JournalFile = " " }, "Bus:JournalFile is empty; give the file of the journal of what is in work.");
        Assert.True(new BusOptionRules().Validate(null, new BusOptions { RabbitMqUrl = "amqp://host", JournalFile = "" }).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("amqp://guest:guest@127.0.0.1:5672")]
    [InlineData("amqps://host/vhost")]
    public void Should_accept_addresses_of_brokers(string url) =>
        Assert.True(new BusOptionRules().Validate(null, new BusOptions { RabbitMqUrl = url }).Succeeded);

    private static void AssertRefused<T>(OptionRules<T> rules, T options, params string[] messages)
        where T : class
    {
        ValidateOptionsResult result = rules.Validate(null, options);
        Assert.True(result.Failed);
        Assert.Equal(messages, result.Failures);
    }
}
