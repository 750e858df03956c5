namespace Detection.Contracts;

/// <summary>The queues on RabbitMQ. Each has an exchange of its own name in front of it.</summary>
public static class QueueNames
{
    /// <summary>Commands for the workers.</summary>
    public const string DetectImage = "detect-image";

    /// <summary>Commands as plain JSON, from any client.</summary>
    public const string DetectImageJson = "detect-image-json";

    /// <summary>Events for the saga, which records each detection.</summary>
    public const string DetectionState = "detection-state";

    /// <summary>Copies of the commands that the broker dead-lettered, for the API to end their detections.</summary>
    public const string DeadCommands = "detection-dead-commands";

    /// <summary>First part of the name of each API process's own queue, which receives the workers' reports.</summary>
    public const string ApiPrefix = "detection-api-";
}
