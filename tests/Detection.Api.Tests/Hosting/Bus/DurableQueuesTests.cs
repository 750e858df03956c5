using Detection.Hosting.Bus;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

/// <summary>RabbitMQ's words about a queue with other arguments, turned into what a person has to change.</summary>
public sealed class DurableQueuesTests
{
    private const string Beginning = "PRECONDITION_FAILED - inequivalent arg ";

    [Theory]
    [InlineData(
        "'x-delivery-limit' for queue 'q' in vhost '/': received '10' but current is '5'",
        "The queue 'q' has the delivery limit 5, and Bus:DeliveryLimit wants 10; RabbitMQ cannot change a queue that exists: set Bus:DeliveryLimit to 5, or delete the queue once it is empty.")]
    [InlineData(
        "'x-delivery-limit' for queue 'q' in vhost '/': received the value '10' of type 'signedint' but current is none",
        "The queue 'q' has the delivery limit none, and Bus:DeliveryLimit wants 10; RabbitMQ cannot change a queue that exists: delete it once it is empty.")]
    [InlineData(
        "'x-queue-type' for queue 'q' in vhost 'it''s': received the value 'quorum' of type 'longstr' but current is none",
        "The queue 'q' has x-queue-type none, and this version wants quorum; RabbitMQ cannot change a queue that exists: delete it once it is empty.")]
    public void Should_name_the_queue_the_setting_what_it_has_and_what_is_wanted(string objection, string sentence) =>
        Assert.Equal(sentence, DurableQueues.Explain("q", Beginning + objection));

    [Fact]
    public void Should_repeat_words_that_it_does_not_know() => Assert.Equal(
        "The queue 'q' cannot be declared as this process needs it: PRECONDITION_FAILED - something new.",
        DurableQueues.Explain("q", "PRECONDITION_FAILED - something new"));
}
