using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Detection.Hosting.Bus;

/// <summary>
/// The durable queues that this process declares. RabbitMQ refuses to declare a queue that exists with other arguments, and
/// the bus would try that for ever: <see cref="BrokerWatch"/> compares them first.
/// </summary>
internal sealed partial class DurableQueues
{
    /// <summary>Queue argument for <see cref="BusOptions.DeliveryLimit"/>.</summary>
    public const string DeliveryLimit = "x-delivery-limit";

    // RabbitMQ's word for an argument that a queue has not.
    private const string None = "none";

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, object?>> _arguments = new(StringComparer.Ordinal);

    /// <summary>Notes that this process declares a queue, and how.</summary>
    public void Add(string queue, IReadOnlyDictionary<string, object?> arguments) => _arguments[queue] = arguments;

    /// <summary>Finds the queues that exist with other arguments.</summary>
    /// <returns>A sentence for each.</returns>
    /// <exception cref="Exception">The connection was lost.</exception>
    public async Task<IReadOnlyList<string>> FindChangedAsync(BrokerConnection broker)
    {
        var changed = new List<string>();
        foreach (var (queue, arguments) in _arguments.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (await broker.ObjectionAsync(queue, new Dictionary<string, object?>(arguments)) is { } objection)
                changed.Add(Explain(queue, objection));
        }

        return changed;
    }

    /// <summary>Turns RabbitMQ's words about a queue with other arguments into a sentence for the person who changes settings.</summary>
    internal static string Explain(string queue, string objection)
    {
        if (Inequivalent().Match(objection) is not { Success: true } match)
            return $"The queue '{queue}' cannot be declared as this process needs it: {objection}.";
        var (argument, wants, has) = (match.Groups["argument"].Value, ValueOf(match.Groups["wants"].Value), ValueOf(match.Groups["has"].Value));
        var facts = argument == DeliveryLimit
            ? $"The queue '{queue}' has the delivery limit {has}, and Bus:DeliveryLimit wants {wants}"
            : $"The queue '{queue}' has {argument} {has}, and this version wants {wants}";
        var remedy = argument == DeliveryLimit && has != None
            ? $"set Bus:DeliveryLimit to {has}, or delete the queue once it is empty"
            : "delete it once it is empty";
        return $"{facts}; RabbitMQ cannot change a queue that exists: {remedy}.";
    }

    // '5', none, or: the value '5' of type 'signedint'.
    private static string ValueOf(string words) => Quoted().Match(words) is { Success: true } quoted ? quoted.Groups[1].Value : words;

    [GeneratedRegex("inequivalent arg '(?<argument>[^']+)' for queue .+?: received (?<wants>.+?) but current is (?<has>.+)$")]
    private static partial Regex Inequivalent();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
