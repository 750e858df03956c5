using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>REST over RabbitMQ, API and worker apart.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class RabbitMqDetectionTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    [RabbitMqFact(NeedsShared = true)]
    public async Task Should_find_the_people_and_the_bus()
    {
        var submitted = await Client.SubmitAsync(StreetPicture.Bytes);
        var detection = await Client.CompletedAsync(submitted.Id);

        StreetPicture.AssertFound(detection);
        Assert.Equal("shared", detection.Worker);
        Assert.Equal(StreetPicture.Bytes, await Client.BytesAsync(detection.Links.Image));
        Assert.NotEmpty(await Client.BytesAsync(detection.Links.Annotated));
    }

    [RabbitMqFact]
    public async Task Should_find_drawn_squares()
    {
        var pictures = Enumerable.Range(0, 20).Select(number => new DrawnPicture(number));

        await Task.WhenAll(pictures.Select(async picture =>
        {
            var submitted = await Client.SubmitAsync(picture.ToPng(), "model=blocks");
            picture.AssertFound(await Client.CompletedAsync(submitted.Id));
        }));
    }

    [RabbitMqTheory]
    [InlineData("detect-image")]
    [InlineData("detect-image-json")]
    [InlineData("detection-state")]
    public async Task Should_keep_commands_and_events_in_durable_replicated_queues_that_end_poison(string queue)
    {
        var found = await Deployment.Host.FindQueueAsync(queue);

        var arguments = found!.Value.GetProperty("arguments");
        Assert.True(found.Value.GetProperty("durable").GetBoolean());
        Assert.Equal("quorum", arguments.GetProperty("x-queue-type").GetString());
        Assert.Equal(5, arguments.GetProperty("x-delivery-limit").GetInt32());
        Assert.Equal($"{queue}-dead", arguments.GetProperty("x-dead-letter-exchange").GetString());
        Assert.NotNull(await Deployment.Host.FindQueueAsync($"{queue}-dead"));
    }
}
