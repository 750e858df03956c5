namespace Detection.Api.Detections;

/// <summary>The states' names as they stand in the database.</summary>
internal static class DetectionStates
{
    public const string Queued = "Queued";
    public const string Processing = "Processing";
    public const string Completed = "Completed";
    public const string Failed = "Failed";

    /// <summary>Whether a detection in this state has ended.</summary>
    public static bool IsFinished(string state) => state is Completed or Failed;
}
