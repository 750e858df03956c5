using Detection.Hosting.Options;

namespace Detection.Hosting.Bus;

/// <summary>Rules of <see cref="BusOptions"/>.</summary>
public sealed class BusOptionRules() : OptionRules<BusOptions>("Bus")
{
    protected override void Check(BusOptions options, OptionErrors errors)
    {
        errors
            .Range(nameof(options.DeliveryLimit), options.DeliveryLimit, 1, 100, "deliveries")
            .Range(nameof(options.StopSeconds), options.StopSeconds, 1, 600, "seconds")
            .Range(nameof(options.StuckSeconds), options.StuckSeconds, 10, 3600, "seconds");
        if (options.IsInMemory)
            errors.NotEmpty(nameof(options.JournalFile), options.JournalFile, "the file of the journal of what is in work");
        else if (!IsAmqp(options.RabbitMqUrl))
            errors.Add(nameof(options.RabbitMqUrl), "is not an address like amqp://user:password@host:5672/vhost");
    }

    private static bool IsAmqp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("amqp" or "amqps") && uri.Host.Length > 0;
}
