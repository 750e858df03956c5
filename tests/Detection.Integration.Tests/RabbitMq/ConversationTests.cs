using System.Collections.Concurrent;
using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using MassTransit;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>What is published because of a message belongs to its conversation, and names it as its cause.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class ConversationTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    private readonly ConcurrentDictionary<Guid, (Guid? Correlation, Guid? Conversation, Guid? Initiator)> _ends = new();
    private IBusControl _other = null!;

    public override async Task InitializeAsync()
    {
        if (RabbitMqServer.SkipReason is not null)
            return;
        _other = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(Deployment.Host.AmqpUri);
            bus.ReceiveEndpoint($"conversation-{Guid.NewGuid():n}", endpoint =>
            {
                endpoint.QueueExpiration = TimeSpan.FromMinutes(1);
                endpoint.Handler<DetectionCompleted>(context => NoteAsync(context.Message.DetectionId, context));
                endpoint.Handler<DetectionFailed>(context => NoteAsync(context.Message.DetectionId, context));
            });
        });
        using var patience = new CancellationTokenSource(Eventually.Patience);
        await _other.StartAsync(patience.Token);
        Afterwards(() => _other.StopAsync(TimeSpan.FromSeconds(30)));
    }

    [RabbitMqFact]
    public async Task Should_join_a_result_to_the_command_that_another_service_published()
    {
        var (id, conversation) = (Guid.NewGuid(), Guid.NewGuid());
        var command = new DetectImage
        {
            DetectionId = id,
            Image = new ImageSource { Content = new DrawnPicture(11).ToPng() },
            Options = new DetectionOptions { Model = "blocks" },
        };
        await _other.Publish(command, context => (context.CorrelationId, context.ConversationId) = (id, conversation));

        Assert.Equal((id, conversation, id), await EndAsync(id));
    }

    /// <summary>REST's commands begin a conversation of their own.</summary>
    [RabbitMqFact]
    public async Task Should_join_a_result_to_the_command_of_a_submission()
    {
        var submitted = await Client.SubmitAsync(new DrawnPicture(12).ToPng(), "model=blocks");

        var (correlation, conversation, initiator) = await EndAsync(submitted.Id);
        Assert.Equal((submitted.Id, submitted.Id), (correlation, initiator));
        Assert.NotNull(conversation);
    }

    [RabbitMqFact]
    public async Task Should_correlate_the_failure_of_plain_json()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(QueueNames.DetectImageJson, $$$"""{"detectionId": "{{{id}}}", "image": {"content": "R0lGODlhAQABAA=="}}""");

        Assert.Equal(id, (await EndAsync(id)).Correlation);
        await Deployment.Host.TakeAsync($"{QueueNames.DetectImageJson}_error");
    }

    private Task NoteAsync(Guid id, ConsumeContext context)
    {
        _ends[id] = (context.CorrelationId, context.ConversationId, context.InitiatorId);
        return Task.CompletedTask;
    }

    private async Task<(Guid? Correlation, Guid? Conversation, Guid? Initiator)> EndAsync(Guid id)
    {
        await Eventually.TrueAsync($"detection {id} ends", () => _ends.ContainsKey(id));
        return _ends[id];
    }
}
