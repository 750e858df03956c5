namespace Detection.Api.Persistence;

/// <summary>
/// Something to be done in the database once its schema is this program's and before any request, message or service uses
/// it. Runs again from the first step if the database goes away in between.
/// </summary>
internal interface IDatabaseStep
{
    /// <summary>Takes the step.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
