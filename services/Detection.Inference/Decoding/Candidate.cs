namespace Detection.Inference.Decoding;

/// <summary>A box above the confidence threshold, in pixels of the letterboxed input.</summary>
/// <param name="X1">Left.</param>
/// <param name="Y1">Top.</param>
/// <param name="X2">Right.</param>
/// <param name="Y2">Bottom.</param>
/// <param name="Confidence">Score of its best class.</param>
/// <param name="ClassId">Its best class.</param>
internal readonly record struct Candidate(float X1, float Y1, float X2, float Y2, float Confidence, int ClassId)
{
    public float Area => (X2 - X1) * (Y2 - Y1);
}
