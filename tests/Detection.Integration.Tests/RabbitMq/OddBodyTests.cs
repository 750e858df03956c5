using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using RabbitMQ.Client;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Bodies that are too long for a queue or of the wrong form: refused with the reason, while the queue goes on.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class OddBodyTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    private const int Huge = 70_000_000;
    private static readonly DrawnPicture Picture = new(32);

    [RabbitMqTheory]
    [InlineData(QueueNames.DetectImageJson)]
    [InlineData(QueueNames.DetectImage)]
    [InlineData(QueueNames.DetectionState)]
    [InlineData(QueueNames.DeadCommands)]
    public async Task Should_refuse_a_huge_body_once_and_go_on(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = Deployment.Host.AmqpUri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var body = new byte[Huge];
        body.AsSpan().Fill((byte)' ');
        var beside = await Client.SubmitAsync(Picture.ToPng(), "model=blocks");

        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(), body);

        await Eventually.TrueAsync("the huge body is in the error queue", async () => await CountAsync($"{queue}_error") == 1);
        Picture.AssertFound(await Client.FinishedAsync(beside.Id));
        Picture.AssertFound(await Client.FinishedAsync((await Client.SubmitAsync(Picture.ToPng(), "model=blocks")).Id));
        Assert.Equal(0u, await Deployment.Host.CountAsync(queue));
        Assert.Equal(1u, await channel.QueuePurgeAsync($"{queue}_error"));
    }

    [RabbitMqTheory]
    [InlineData("{\"detectionId\": \"0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77\", \"image\": {\"content\": \"aGVsbG8=\"}}", "The message is not in MassTransit's envelope. ")]
    [InlineData("hello", "The message is not the JSON of MassTransit's envelope: 'h' is")]
    public async Task Should_say_where_a_command_without_an_envelope_belongs(string payload, string reason)
    {
        await Deployment.Host.PublishAsync(QueueNames.DetectImage, payload);

        var moved = await Deployment.Host.TakeAsync($"{QueueNames.DetectImage}_error");
        Assert.StartsWith(reason, moved.Header("MT-Fault-Message"), StringComparison.Ordinal);
        Assert.EndsWith("Plain JSON belongs into the queue 'detect-image-json'.", moved.Header("MT-Fault-Message"), StringComparison.Ordinal);
    }

    private async Task<uint> CountAsync(string queue) =>
        await Deployment.Host.FindQueueAsync(queue) is null ? 0 : await Deployment.Host.CountAsync(queue);
}
