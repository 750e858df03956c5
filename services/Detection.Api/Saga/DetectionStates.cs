namespace Detection.Api.Saga;

/// <summary>The states' names as they stand in the database.</summary>
internal static class DetectionStates
{
    public const string Queued = nameof(DetectionStateMachine.Queued);
    public const string Processing = nameof(DetectionStateMachine.Processing);
    public const string Completed = nameof(DetectionStateMachine.Completed);
    public const string Failed = nameof(DetectionStateMachine.Failed);

    /// <summary>Whether a detection in this state has ended.</summary>
    public static bool IsFinished(string state) => state is Completed or Failed;
}
