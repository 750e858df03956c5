namespace Detection.Inference.Detecting;

/// <summary>What counts as a detection. The defaults are Ultralytics'.</summary>
/// <param name="Confidence">0 to 1; only scores strictly above it count.</param>
/// <param name="IoU">0 to 1; of two boxes of one class that overlap by more, the less confident one goes.</param>
/// <param name="MaxDetections">At least 1; the most confident are kept.</param>
/// <param name="Classes">Class ids to look for; null for all. An id that the model does not have matches nothing.</param>
public sealed record DetectParameters(
    float Confidence = 0.25f, float IoU = 0.7f, int MaxDetections = 300, IReadOnlySet<int>? Classes = null)
{
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or not a number.</exception>
    internal void ThrowIfInvalid()
    {
        // Negated so that NaN, which compares false with everything, is refused too.
        if (!(Confidence is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "Must be 0 to 1.");
        if (!(IoU is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(IoU), IoU, "Must be 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDetections, 1);
    }
}
