namespace Detection.Api.Ingress;

/// <summary>Queues of others that the API must know by name.</summary>
internal static class QueueNames
{
    /// <summary>The workers' queue; named in the contracts' README, so that strangers can send to it too.</summary>
    public const string DetectImage = "detect-image";

    /// <summary>Plain JSON from strangers.</summary>
    public const string DetectImageJson = "detect-image-json";
}
