namespace Detection.Hosting.Bus;

/// <summary>How the process reaches the bus (section "Bus").</summary>
public sealed class BusOptions
{
    /// <summary>
    /// AMQP address of RabbitMQ, e.g. amqp://user:password@host:5672/vhost; empty: the transport in memory,
    /// for API and worker in one process. Default empty. The environment's RABBITMQ_URL sets it.
    /// </summary>
    public string RabbitMqUrl { get; set; } = "";

    /// <summary>
    /// How often a quorum queue delivers a message again that came back unanswered, before it dead-letters it, 1 to 100. Default 5.
    /// RabbitMQ cannot change a queue that exists: a process with another limit than its queues refuses to start.
    /// </summary>
    public int DeliveryLimit { get; set; } = 5;

    /// <summary>How long a shutdown waits for messages in work, in seconds, 1 to 600. Default 30.</summary>
    public double StopSeconds { get; set; } = 30;

    /// <summary>
    /// How long a connection of the bus may answer nothing while a fresh one is confirmed messages, in seconds, 10 to 3600. After
    /// that the process ends with exit code 75 to be started again. Default 20. A broker that is away or holds publishers back is
    /// waited for as long as it takes.
    /// </summary>
    public double StuckSeconds { get; set; } = 20;

    /// <summary>
    /// File that tells the next process what was in work when this one died (<see cref="WorkJournal"/>), where the bus is in
    /// memory; made with its folder if absent, and for one process alone. Default "data/in-work".
    /// </summary>
    public string JournalFile { get; set; } = "data/in-work";

    /// <summary>Whether API and worker share this process and the bus lives in its memory.</summary>
    public bool IsInMemory => string.IsNullOrWhiteSpace(RabbitMqUrl);
}
