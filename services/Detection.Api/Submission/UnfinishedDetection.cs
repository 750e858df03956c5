namespace Detection.Api.Submission;

/// <summary>What <see cref="QuietTimes"/> needs to know of an unfinished detection.</summary>
/// <param name="Id">The detection's id.</param>
/// <param name="StartedAt">When the attempt began that is under way, if one is.</param>
/// <param name="RepublishedAt">When its command was sent again because it was lost, if it was.</param>
internal readonly record struct UnfinishedDetection(Guid Id, DateTimeOffset? StartedAt, DateTimeOffset? RepublishedAt);
