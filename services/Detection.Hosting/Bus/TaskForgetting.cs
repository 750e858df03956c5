namespace Detection.Hosting.Bus;

internal static class TaskForgetting
{
    /// <summary>Leaves a task to itself: its outcome matters to nobody, and an error that nobody looks at would be reported as unobserved.</summary>
    public static void Forget(this Task task) => task.ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
