namespace Detection.Api.Submission;

/// <summary>
/// Measures how long unfinished detections have stayed as they are without being in work. The time is this process's own and counts from
/// the first look; no clock is asked. Not safe for concurrent use.
/// </summary>
/// <param name="patience">How long a detection must stay so to count as lost.</param>
/// <param name="mostBetweenLooks">Longer without a look, and nobody knows what happened in between: all times begin anew.</param>
/// <param name="time">Measures the time.</param>
internal sealed class QuietTimes(TimeSpan patience, TimeSpan mostBetweenLooks, TimeProvider time)
{
    private Dictionary<Guid, Sighting> _sightings = [];
    private long _lastLook = time.GetTimestamp();

    /// <summary>Begins all times anew.</summary>
    public void Forget() => _sightings = [];

    /// <summary>Takes a look, and names the detections that count as lost; their time begins anew.</summary>
    /// <param name="unfinished">The unfinished detections. One whose attempt or sending is another than at the last look begins anew.</param>
    /// <param name="inWork">Those that workers have in work; their time begins anew.</param>
    public IReadOnlyList<Guid> Look(IEnumerable<UnfinishedDetection> unfinished, IReadOnlySet<Guid> inWork)
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_lastLook, now) > mostBetweenLooks)
            Forget();
        _lastLook = now;

        var (sightings, lost) = (new Dictionary<Guid, Sighting>(), new List<Guid>());
        foreach (var detection in unfinished.Where(detection => !inWork.Contains(detection.Id)))
        {
            var isTheSame = _sightings.TryGetValue(detection.Id, out var earlier) && earlier.Detection == detection;
            var since = isTheSame ? earlier.Since : now;
            if (time.GetElapsedTime(since, now) >= patience)
            {
                lost.Add(detection.Id);
                since = now;
            }

            sightings[detection.Id] = new Sighting(detection, since);
        }

        _sightings = sightings;
        return lost;
    }

    private readonly record struct Sighting(UnfinishedDetection Detection, long Since);
}
