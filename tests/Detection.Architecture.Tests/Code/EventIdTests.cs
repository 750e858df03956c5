using System.Reflection;
using Detection.Architecture.Tests.Arrows;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Architecture.Tests.Code;

/// <summary>An event id in a log names one line of the source.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void Should_give_every_log_message_an_event_id_of_its_own()
    {
        const BindingFlags any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var messages = Layers.All
            .SelectMany(layer => Assembly.Load(layer.Name).GetTypes())
            .SelectMany(type => type.GetMethods(any))
            .Select(method => (Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId, Name: $"{method.DeclaringType}.{method.Name}"))
            .Where(message => message.Id is not null)
            .ToArray();

        Assert.True(messages.Length >= 10, "The product logs more than that: the test has lost sight of it.");
        Assert.DoesNotContain(messages, message => message.Id <= 0);
        Assert.Empty(messages
            .GroupBy(message => message.Id)
            .Where(same => same.Count() > 1)
            .Select(same => $"Event id {same.Key} is {string.Join(" and ", same.Select(message => message.Name))}."));
    }
}
